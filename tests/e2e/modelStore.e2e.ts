// The model store in a real Chromium, on its real OPFS, over a hub with two origins of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureBrowser } from '../../terminal/ensureBrowser.ts';
import { type StorePage, serveStorePage } from '../modelStore/page/serveStorePage.ts';
import type { StoreLoad } from '../modelStore/page/store.worker.ts';
import { COMMIT, type Hub, type HubRequest, startHub } from '../support/hub/hub.ts';
import { type HubFault, randomCuts } from '../support/hub/hubFault.ts';
import { bytesFile, type HubFile, randomFile } from '../support/hub/hubFile.ts';

const MB = 1_000_000;
const CONFIG_BYTES = 21;
const HUGE = 'onnx/huge.onnx_data';
const files: Record<string, HubFile> = {
  'config.json': bytesFile('{"model_type":"tiny"}'),
  [HUGE]: randomFile(1, 300 * MB),
  'onnx/a.onnx': randomFile(2, 40 * MB),
  'onnx/b.onnx': randomFile(3, 12 * MB),
};
const MODEL = 'owner/model';

let hub: Hub;
let served: StorePage;
let profile: string;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  hub = await startHub({ models: { [MODEL]: files } });
  served = await serveStorePage();
  profile = await mkdtemp(join(tmpdir(), 'model-store-'));
  // A profile on the disk: a private window has an OPFS in memory.
  context = await chromium.launchPersistentContext(profile, { executablePath: await ensureBrowser(), headless: true });
});
afterAll(async () => {
  await context.close();
  await rm(profile, { recursive: true, force: true });
  served.close();
  await hub.close();
});
beforeEach(async () => {
  page = await context.newPage();
  await page.goto(served.url);
});
afterEach(async () => {
  await page.evaluate(() => store.remove('owner/model'));
  await page.close();
  hub.fault = () => undefined;
});

const loadOf = (...paths: string[]): StoreLoad => ({
  modelId: MODEL,
  revision: COMMIT,
  baseUrl: hub.baseUrl(MODEL),
  paths,
});
const load = (...paths: string[]): Promise<string> => page.evaluate((one) => store.load(one), loadOf(...paths));
const read = (path: string): Promise<string> => page.evaluate((url) => store.read(url), hub.baseUrl(MODEL) + path);
const list = () => page.evaluate(() => store.list());
const POLL = { interval: 50, timeout: 30_000 };
const loadedBytes = (): Promise<number> => page.evaluate(() => store.loadedBytes());

const isDownload = ({ method, route }: HubRequest): boolean => method === 'GET' && route === 'cdn';
/** Each download stands still behind so many bytes. */
const STEP = 5 * MB;
const silentlyStopped = (request: HubRequest): HubFault | undefined =>
  isDownload(request) ? { type: 'silent', afterBytes: STEP } : undefined;
/** Slow enough to be met in the middle. */
const slowly = (request: HubRequest): HubFault | undefined =>
  isDownload(request) ? { type: 'slow', bytesPerSecond: 5 * MB } : undefined;
/** First bytes that downloads of one file asked for, since `from` requests. */
const startsOf = (path: string, from: number): number[] =>
  hub.seen
    .slice(from)
    .filter((request) => isDownload(request) && request.path === path)
    .map(({ start }) => start);

test('M4: 300 MB arrive whole through 20 cuts, beside another file, and no leave is asked of the CDN', async () => {
  const from = hub.seen.length;
  const cut = randomCuts(11, 20, 14 * MB);
  hub.fault = (request) => (request.path === HUGE ? cut(request) : undefined);
  expect(await load('onnx/b.onnx', HUGE, 'none.json')).toBe('stored');
  expect(startsOf(HUGE, from)).toHaveLength(20 + 1);
  for (const path of ['config.json', 'onnx/b.onnx', HUGE]) {
    expect(await read(path)).toBe(await files[path]?.sha256());
  }
  expect(await read('none.json')).toBe('404');
  expect(await list()).toMatchObject([{ modelId: MODEL, bytes: 312 * MB + CONFIG_BYTES, complete: true }]);
  expect(hub.preflights).toBe(0);
  const progress = await page.evaluate(() => store.progress());
  expect(progress?.fastestBytesPerSecond).toBeGreaterThan(MB);

  // The whole model again, in another page, without a network.
  const before = hub.seen.length;
  await page.reload();
  // The worker's script is here once it answers.
  await list();
  await context.setOffline(true);
  expect(await load('onnx/b.onnx', HUGE, 'none.json')).toBe('stored');
  expect(await read('onnx/b.onnx')).toBe(await files['onnx/b.onnx']?.sha256());
  await context.setOffline(false);
  expect(hub.seen.length).toBe(before);
});

test('M4: a file that came corrupted is refused and fetched again', async () => {
  const from = hub.seen.length;
  let left = 1;
  hub.fault = (request): HubFault | undefined =>
    isDownload(request) && left-- > 0 ? { type: 'wrong', atByte: 7 * MB } : undefined;
  expect(await load('onnx/b.onnx')).toBe('stored');
  expect(startsOf('onnx/b.onnx', from)).toEqual([0, 0]);
  expect(await read('onnx/b.onnx')).toBe(await files['onnx/b.onnx']?.sha256());
});

test('M6: held, continued, and ended: bytes stay, also over a reload', async () => {
  const from = hub.seen.length;
  hub.fault = silentlyStopped;
  const started = page.evaluate((one) => store.load(one), loadOf('onnx/a.onnx'));
  await expect.poll(loadedBytes, POLL).toBe(STEP + CONFIG_BYTES);
  await page.evaluate(() => store.pause(true));
  expect(await page.evaluate(() => store.progress())).toMatchObject({ paused: true });
  await page.evaluate(() => store.pause(false));
  await expect.poll(loadedBytes, POLL).toBe(2 * STEP + CONFIG_BYTES);
  await page.evaluate(() => store.cancel());
  expect(await started).toMatch(/^interrupted/);
  expect(await list()).toMatchObject([{ complete: false, bytes: 2 * STEP + CONFIG_BYTES }]);

  await page.reload();
  hub.fault = () => undefined;
  expect(await load('onnx/a.onnx')).toBe('stored');
  expect(startsOf('onnx/a.onnx', from)).toEqual([0, STEP, 2 * STEP]);
  expect(await read('onnx/a.onnx')).toBe(await files['onnx/a.onnx']?.sha256());
});

test('M4: a page that went in the middle of a download goes on there', async () => {
  const from = hub.seen.length;
  hub.fault = silentlyStopped;
  void page.evaluate((one) => store.load(one), loadOf('onnx/a.onnx')).catch(() => {});
  await expect.poll(loadedBytes, POLL).toBe(STEP + CONFIG_BYTES);
  await page.reload();
  hub.fault = () => undefined;
  expect(await load('onnx/a.onnx')).toBe('stored');
  expect(startsOf('onnx/a.onnx', from)).toEqual([0, STEP]);
  expect(await read('onnx/a.onnx')).toBe(await files['onnx/a.onnx']?.sha256());
});

test('M4: a second tab waits for the first one’s download; what is being loaded cannot be removed', async () => {
  const from = hub.seen.length;
  hub.fault = slowly;
  const other = await context.newPage();
  await other.goto(served.url);
  const first = page.evaluate((one) => store.load(one), loadOf('onnx/b.onnx'));
  await expect.poll(loadedBytes, POLL).toBeGreaterThan(MB);
  const second = other.evaluate((one) => store.load(one), loadOf('onnx/b.onnx'));
  const removal = await other.evaluate(() => store.remove('owner/model'));
  expect(removal).toMatchObject({ type: 'failed', reason: 'engine' });
  expect(await Promise.all([first, second])).toEqual(['stored', 'stored']);
  expect(startsOf('onnx/b.onnx', from)).toEqual([0]);
  await other.close();
});

test('M3: without room nothing is downloaded, and a removed model leaves nothing behind', async () => {
  const from = hub.seen.length;
  const session = await context.newCDPSession(page);
  const { origin } = new URL(served.url);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 20 * MB });
  expect(await load('onnx/a.onnx')).toMatch(
    /^no-space: The model needs 40 MB more, and this browser has room for [\d.]+ MB\./,
  );
  expect(startsOf('onnx/a.onnx', from)).toEqual([]);
  await session.send('Storage.overrideQuotaForOrigin', { origin });
  expect(await load('onnx/b.onnx')).toBe('stored');
  expect(await page.evaluate(() => store.remove('owner/model'))).toBeUndefined();
  expect(await list()).toEqual([]);
  const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  expect(usage).toBeLessThan(MB);
});

test('M4: where there is no OPFS, the Cache API keeps whole files through cuts and wrong bytes', async () => {
  await page.goto(`${served.url}?cache`);
  const from = hub.seen.length;
  const faults: HubFault[] = [
    { type: 'cut', afterBytes: 2 * MB },
    { type: 'wrong', atByte: MB },
  ];
  hub.fault = (request) => (isDownload(request) ? faults.shift() : undefined);
  expect(await load('onnx/b.onnx', 'none.json')).toBe('stored');
  expect(startsOf('onnx/b.onnx', from)).toEqual([0, expect.any(Number), 0]);
  await page.reload();
  const before = hub.seen.length;
  expect(await load('onnx/b.onnx', 'none.json')).toBe('stored');
  expect(hub.seen.length).toBe(before);
  expect(await read('onnx/b.onnx')).toBe(await files['onnx/b.onnx']?.sha256());
  expect(await list()).toMatchObject([{ modelId: MODEL, bytes: 12 * MB + CONFIG_BYTES, complete: true }]);
  expect(await page.evaluate(() => store.remove('owner/model'))).toBeUndefined();
  expect(await page.evaluate(async () => (await (await caches.open('models')).keys()).length)).toBe(0);
});
