// A store over a hub on this machine, in Node: real sockets, files in memory, and no waiting between tries.
import { createModelStore, type ModelStore, type StorePorts } from '../../src/storage/modelStore/createModelStore.ts';
import type { DownloadProgress } from '../../src/storage/modelStore/downloadProgress.ts';
import type { FileArea } from '../../src/storage/modelStore/fileArea.ts';
import { createHold } from '../../src/storage/modelStore/hold.ts';
import { createMemoryArea } from '../../src/storage/modelStore/memoryArea.ts';
import type { ModelRequest } from '../../src/storage/modelStore/openModel.ts';
import { COMMIT, type Hub, startHub } from '../support/hub/hub.ts';
import { bytesFile, type HubFile, randomFile } from '../support/hub/hubFile.ts';

export const MODEL = 'owner/model';
export const WEIGHTS = 'onnx/weights.onnx';
const LARGE_BYTES = 3_000_000;

export interface StoreStage {
  readonly hub: Hub;
  readonly files: Record<string, HubFile>;
  readonly area: FileArea;
  readonly progress: DownloadProgress[];
  readonly hold: ModelRequest['hold'];
  readonly store: ModelStore;
  /** A page that was opened anew: the same disk, another store. */
  reopen(ports?: Partial<StorePorts>): ModelStore;
  request(changes?: Partial<ModelRequest>): ModelRequest;
  /** Fetches the model and tells how that went, as one text. */
  load(changes?: Partial<ModelRequest>): Promise<string>;
  /** What a loader would read; undefined where the store does not have it. */
  read(path: string): Promise<Buffer | undefined>;
}

/** A hub with one model: two small files and one large one. */
export async function openStoreStage(ports: Partial<StorePorts> = {}, largeBytes = LARGE_BYTES): Promise<StoreStage> {
  const files: Record<string, HubFile> = {
    'config.json': bytesFile('{"model_type":"tiny"}'),
    'tokenizer.json': bytesFile('{"tokens":[]}'),
    [WEIGHTS]: randomFile(1, LARGE_BYTES),
  };
  const hub = await startHub({ models: { [MODEL]: files }, largeBytes });
  const area = createMemoryArea();
  const progress: DownloadProgress[] = [];
  const hold = createHold();
  const open = (others: Partial<StorePorts> = {}): ModelStore =>
    createModelStore({ ...realPorts(area), ...ports, ...others });
  const stage = {
    hub,
    files,
    area,
    progress,
    hold,
    store: open(),
    reopen(others?: Partial<StorePorts>) {
      stage.store = open(others);
      return stage.store;
    },
    request: (changes: Partial<ModelRequest> = {}): ModelRequest => ({
      modelId: MODEL,
      revision: COMMIT,
      baseUrl: hub.baseUrl(MODEL),
      filesOf: () => [
        ...Object.keys(files).map((path) => ({ path, optional: false })),
        { path: 'chat.json', optional: true },
      ],
      hold,
      signal: new AbortController().signal,
      onProgress: (one) => progress.push(one),
      ...changes,
    }),
    async load(changes?: Partial<ModelRequest>) {
      const end = await stage.store.fetchModel(stage.request(changes));
      return end.type === 'failed' ? `${end.reason}: ${end.message}` : end.type;
    },
    async read(path: string) {
      const seen = hub.seen.length;
      const response = await stage.store.fetch(hub.baseUrl(MODEL) + path);
      const body = Buffer.from(await response.arrayBuffer());
      return hub.seen.length === seen && response.status === 200 ? body : undefined;
    },
  };
  return stage;
}

function realPorts(area: FileArea): StorePorts {
  return {
    area,
    fetch: (url, init) => fetch(url, init),
    clock: {
      now: () => Date.now(),
      after(ms, action) {
        const timer = setTimeout(action, ms);
        return () => clearTimeout(timer);
      },
    },
    // The jitter is a share of the delay.
    random: () => 0,
    locks: undefined,
    ownOrigin: 'http://page.example',
  };
}
