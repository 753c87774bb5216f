import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { listModels, removeModel } from '../../src/storage/modelStore/modelShelf.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';
import { createFakeLocks } from '../fakes/fakeLocks.ts';
import { settle } from '../fakes/settle.ts';
import type { HubRequest } from '../support/hub/hub.ts';
import { type HubFault, randomCuts } from '../support/hub/hubFault.ts';
import { bytesFile, randomFile } from '../support/hub/hubFile.ts';
import { MODEL, openStoreStage, type StoreStage, WEIGHTS } from './storeStage.ts';

let stage: StoreStage;
afterEach(() => stage.hub.close());

const open = async (...options: Parameters<typeof openStoreStage>): Promise<void> => {
  stage = await openStoreStage(...options);
};

/** The first `count` requests that fit get the fault. */
function first(
  count: number,
  fits: (request: HubRequest) => boolean,
  fault: HubFault,
): (request: HubRequest) => HubFault | undefined {
  let left = count;
  return (request) => (left > 0 && fits(request) && left-- > 0 ? fault : undefined);
}
const isDownload = ({ method, route }: HubRequest): boolean => method === 'GET' && route === 'cdn';
const downloads = (): HubRequest[] => stage.hub.seen.filter(isDownload);

async function sha256Of(path: string): Promise<string> {
  return createHash('sha256')
    .update((await stage.read(path)) ?? '')
    .digest('hex');
}
const expectWhole = async (path = WEIGHTS): Promise<void> => {
  expect(await sha256Of(path)).toBe(await stage.files[path]?.sha256());
};

describe('a model that arrives', () => {
  test('M3: sizes are known before the first byte of the large files, and the hub is asked once for each', async () => {
    await open();
    expect(await stage.load()).toBe('stored');
    const firstDownload = stage.hub.seen.findIndex(isDownload);
    const asked = stage.hub.seen.slice(0, firstDownload).filter(({ method }) => method === 'HEAD');
    expect(asked.map(({ path }) => path).sort()).toEqual(
      ['config.json', 'config.json', WEIGHTS, 'tokenizer.json'].sort(),
    );
    expect(stage.progress.at(-1)?.files).toEqual([
      { file: 'config.json', loadedBytes: 21, totalBytes: 21 },
      { file: 'tokenizer.json', loadedBytes: 13, totalBytes: 13 },
      { file: WEIGHTS, loadedBytes: 3_000_000, totalBytes: 3_000_000 },
    ]);
  });

  test('V4: once it is whole, nothing is asked of the network, not even for what the hub does not have', async () => {
    await open();
    await stage.load();
    const seen = stage.hub.seen.length;
    stage.reopen({ fetch: () => Promise.reject(new TypeError('offline')) });
    expect(await stage.load()).toBe('stored');
    expect(stage.hub.seen).toHaveLength(seen);
    await expectWhole();
    expect((await stage.store.fetch(`${stage.hub.baseUrl(MODEL)}chat.json`)).status).toBe(404);
    await expect(stage.store.fetch(`${stage.hub.baseUrl(MODEL)}other.json`)).rejects.toThrow('offline');
  });

  test('M4: it arrives whole through 20 cuts at random places', async () => {
    await open();
    stage.hub.fault = randomCuts(7, 20, 140_000);
    expect(await stage.load()).toBe('stored');
    expect(downloads().length).toBe(21);
    await expectWhole();
  });

  test('M4: a body that ends too early without an error is a cut', async () => {
    await open();
    stage.hub.fault = first(2, isDownload, { type: 'short', afterBytes: 1_000_000 });
    expect(await stage.load()).toBe('stored');
    expect(downloads().map(({ start }) => start)).toEqual([0, 1_000_000, 2_000_000]);
    await expectWhole();
  });

  test('M4: a host that knows no ranges sends the file anew, and the bytes are not joined', async () => {
    await open();
    const cut = first(1, isDownload, { type: 'cut', afterBytes: 1_000_000 });
    stage.hub.fault = (request) => cut(request) ?? { type: 'noRanges' };
    expect(await stage.load()).toBe('stored');
    expect(downloads()).toHaveLength(2);
    await expectWhole();
  });

  test('M4: 429 is waited out as long as the hub asks for, and 503 as well', async () => {
    const clock = createFakeClock();
    await open({ clock });
    let answers: HubFault[] = [
      { type: 'status', status: 429, retryAfterSeconds: 30 },
      { type: 'status', status: 503 },
    ];
    stage.hub.fault = ({ path }) => (path === WEIGHTS ? answers.shift() : undefined);
    let end: string | undefined;
    void stage.load().then((text) => {
      end = text;
    });
    await until(() => answers.length === 1);
    await settle(20);
    clock.advance(29_000);
    await settle(20);
    expect(answers).toHaveLength(1);
    clock.advance(1_000);
    await until(() => answers.length === 0);
    answers = [];
    await until(() => {
      clock.advance(1);
      return end !== undefined;
    });
    expect(end).toBe('stored');
  });

  test('M4: a host that never answers is given up after eight tries, with a sentence that names it', async () => {
    await open();
    stage.hub.fault = ({ path }) => (path === WEIGHTS ? { type: 'status', status: 503 } : undefined);
    expect(await stage.load()).toBe(
      `model-missing: The model cannot be fetched from ${new URL(stage.hub.url).host} (status 503). What has arrived stays: load again when the network is back.`,
    );
    expect(stage.hub.seen.filter(({ path }) => path === WEIGHTS)).toHaveLength(8);
  });

  test('M4: a connection without a byte for 30 s is taken for dead', async () => {
    const clock = createFakeClock();
    await open({ clock });
    stage.hub.fault = first(1, isDownload, { type: 'silent', afterBytes: 0 });
    let end: string | undefined;
    void stage.load().then((text) => {
      end = text;
    });
    await until(() => downloads().length === 1);
    await settle(20);
    clock.advance(29_000);
    await settle(20);
    expect(downloads()).toHaveLength(1);
    clock.advance(1_000);
    await until(() => {
      clock.advance(1);
      return end !== undefined;
    });
    expect([end, downloads().length]).toEqual(['stored', 2]);
    await expectWhole();
  });
});

describe('what is checked', () => {
  test('M4: a file that came wrong is thrown away and fetched again', async () => {
    await open();
    stage.hub.fault = first(1, isDownload, { type: 'wrong', atByte: 1_500_000 });
    expect(await stage.load()).toBe('stored');
    expect(downloads().map(({ start }) => start)).toEqual([0, 0]);
    await expectWhole();
  });

  test('M4: one that comes wrong three times is refused, and nothing of it is kept', async () => {
    await open();
    stage.hub.fault = (request) => (isDownload(request) ? { type: 'wrong', atByte: 0 } : undefined);
    expect(await stage.load()).toMatch(/^file-corrupt: owner\/model\/onnx\/weights\.onnx came wrong from .* 3 times/);
    expect(downloads()).toHaveLength(3);
    expect(await listModels(stage.area)).toMatchObject([{ complete: false, bytes: 34 }]);
  });

  test('M4: bytes that were on the disk before are checked with the rest', async () => {
    await open();
    await loadHalf();
    const folder = await stage.area.folder('owner%2Fmodel');
    const file = await folder.open(encodeURIComponent(WEIGHTS));
    const bytes = file.size;
    await file.clear();
    await file.append(new Uint8Array(bytes));
    await file.close();
    expect(await stage.load()).toBe('stored');
    expect(downloads().at(-1)?.start).toBe(0);
    await expectWhole();
  });

  test('M3: without room for what is missing, nothing is downloaded, and the sentence names both sizes', async () => {
    await open();
    const folder = await stage.area.folder('owner%2Fmodel');
    const room = async (bytes: number): Promise<number> => Math.min(bytes, 1_500_000);
    stage.reopen({ area: { ...stage.area, folder: async () => ({ ...folder, room }) } });
    expect(await stage.load()).toBe(
      'no-space: The model needs 3.0 MB more, and this browser has room for 1.5 MB. Remove a stored model, or free space on the disk, then load again.',
    );
    expect(downloads()).toHaveLength(0);
  });

  test('M3: a disk that fills up meanwhile is named, and not tried again', async () => {
    await open();
    const { area } = stage;
    const folder = await area.folder('owner%2Fmodel');
    stage.reopen({
      area: {
        ...area,
        folder: async () => ({
          ...folder,
          async open(name) {
            const file = await folder.open(name);
            const append = file.append.bind(file);
            file.append = (bytes) =>
              file.size > 1_000_000 ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : append(bytes);
            return file;
          },
        }),
      },
    });
    expect(await stage.load()).toMatch(/^no-space: The disk/);
    expect(downloads()).toHaveLength(1);
  });

  test('M4: a file that another tab has open fails with a sentence', async () => {
    await open();
    const folder = await stage.area.folder('owner%2Fmodel');
    const locked = () => Promise.reject(new DOMException('locked', 'NoModificationAllowedError'));
    stage.reopen({ area: { ...stage.area, folder: async () => ({ ...folder, open: locked }) } });
    expect(await stage.load()).toMatch(/^engine: Another tab/);
  });

  test('M4: a second tab waits for the first, and then has nothing to fetch', async () => {
    const { locks } = createFakeLocks().openTab();
    await open({ locks });
    const other = stage.reopen();
    const ends = await Promise.all([stage.load(), other.fetchModel(stage.request())]);
    expect(ends).toEqual(['stored', { type: 'stored' }]);
    expect(downloads()).toHaveLength(1);
  });
});

const HALF = 1_500_000;
const loaded = (): number => stage.progress.at(-1)?.files.find(({ file }) => file === WEIGHTS)?.loadedBytes ?? 0;

/** A load that the person ends in the middle of the large file. */
async function loadHalf(): Promise<void> {
  const cancel = new AbortController();
  stage.hub.fault = (request) => (isDownload(request) ? { type: 'silent', afterBytes: HALF } : undefined);
  const end = stage.load({ signal: cancel.signal });
  await until(() => loaded() === HALF);
  cancel.abort();
  expect(await end).toMatch(/^interrupted/);
  stage.hub.fault = () => undefined;
  stage.reopen();
}

describe('a file without a hash', () => {
  const isOfWeights = ({ method, route, path }: HubRequest): boolean =>
    method === 'GET' && route === 'resolve' && path === WEIGHTS;
  const rests = (): HubRequest[] => stage.hub.seen.filter((request) => isOfWeights(request) && request.start > 0);

  test('M4: is continued with If-Range on the page’s own origin, and without it elsewhere', async () => {
    await open({}, Number.POSITIVE_INFINITY);
    stage.hub.fault = first(1, isOfWeights, { type: 'cut', afterBytes: HALF });
    stage.reopen({ ownOrigin: stage.hub.url });
    expect(await stage.load()).toBe('stored');
    await removeModel(stage.area, MODEL);
    stage.hub.fault = first(1, isOfWeights, { type: 'cut', afterBytes: HALF });
    stage.reopen();
    expect(await stage.load()).toBe('stored');
    expect(rests().map(({ headers }) => headers['if-range'])).toEqual([expect.stringMatching(/^"\w+"$/), undefined]);
    await expectWhole();
  });

  test.each(['own', 'other'])(
    'M4: is fetched anew where it changed meanwhile on its host (%s origin)',
    async (origin) => {
      await open({}, Number.POSITIVE_INFINITY);
      if (origin === 'own') stage.reopen({ ownOrigin: stage.hub.url });
      const cut = first(1, isOfWeights, { type: 'cut', afterBytes: HALF });
      stage.hub.fault = (request) => {
        const fault = cut(request);
        if (fault) queueMicrotask(() => Object.assign(stage.files, { [WEIGHTS]: randomFile(2, 3_000_000) }));
        return fault;
      };
      expect(await stage.load()).toBe('stored');
      await expectWhole();
    },
  );
});

describe('what has arrived', () => {
  test('M4: stays when the person ends the load, and the next one goes on there', async () => {
    await open();
    await loadHalf();
    const [model] = await listModels(stage.area);
    expect(model).toMatchObject({ modelId: MODEL, complete: false });
    expect(model?.bytes).toBe(HALF + 34);
    expect(await stage.load()).toBe('stored');
    expect(downloads().map(({ start }) => start)).toEqual([0, HALF]);
    await expectWhole();
  });

  test('M4: is never joined with the bytes of another version', async () => {
    await open();
    await loadHalf();
    stage.files[WEIGHTS] = randomFile(2, 3_000_000);
    expect(await stage.load({ revision: 'f'.repeat(40) })).toBe('stored');
    expect(downloads().map(({ start }) => start)).toEqual([0, 0]);
    await expectWhole();
  });

  test('M4: serves another revision where the file is the same', async () => {
    await open();
    await stage.load();
    stage.files['tokenizer.json'] = bytesFile('{"tokens":[1]}');
    expect(await stage.load({ revision: 'f'.repeat(40) })).toBe('stored');
    expect(downloads()).toHaveLength(1);
    await expectWhole();
    await expectWhole('tokenizer.json');
    expect(await listModels(stage.area)).toMatchObject([{ revision: 'f'.repeat(40), complete: true }]);
  });

  test('M6: stays while the person holds the download, and goes on by range', async () => {
    await open();
    stage.hub.fault = first(1, isDownload, { type: 'silent', afterBytes: HALF });
    const end = stage.load();
    await until(() => loaded() === HALF);
    stage.hold.set(true);
    await settle(20);
    expect(stage.progress.at(-1)).toMatchObject({ paused: true });
    expect(stage.progress.at(-1)).not.toHaveProperty('bytesPerSecond');
    stage.hold.set(false);
    expect(await end).toBe('stored');
    expect(downloads().map(({ start }) => start)).toEqual([0, HALF]);
    await expectWhole();
  });

  test('M8: is listed with its size and goes when the person removes it', async () => {
    await open();
    await stage.load();
    expect(await listModels(stage.area)).toMatchObject([{ modelId: MODEL, bytes: 3_000_034, complete: true }]);
    expect(await removeModel(stage.area, MODEL)).toBeUndefined();
    expect(await listModels(stage.area)).toEqual([]);
    expect(await removeModel(stage.area, MODEL)).toBeUndefined();
  });
});

describe('what the hub refuses', () => {
  test('M4: a model that is private, or none, is not tried again', async () => {
    await open();
    const end = await stage.load({ baseUrl: stage.hub.baseUrl('owner/other') });
    expect(end).toMatch(
      /^model-missing: .* does not give out owner\/other\/config\.json \(401\): the model does not exist there, is private/,
    );
  });

  test('M4: a file that is missing and not optional is named', async () => {
    await open();
    const filesOf = () => [{ path: 'onnx/none.onnx', optional: false }];
    expect(await stage.load({ filesOf })).toMatch(/^model-missing: .* has no owner\/model\/onnx\/none\.onnx/);
  });
});

/** Waits for real sockets; each look lets them move. */
async function until(isTrue: () => boolean): Promise<void> {
  await expect.poll(isTrue, { interval: 5, timeout: 5000 }).toBe(true);
}
