// The store in a worker of a real browser, driven by the test: one call a message.
import { expose } from 'comlink';
import type { DownloadProgress } from '../../../src/storage/modelStore/downloadProgress.ts';
import { createHold } from '../../../src/storage/modelStore/hold.ts';
import { listModels, removeModel } from '../../../src/storage/modelStore/modelShelf.ts';
import { openModelArea } from '../../../src/storage/modelStore/openModelArea.ts';
import { openModelStore } from '../../../src/storage/modelStore/openModelStore.ts';

export interface StoreLoad {
  readonly modelId: string;
  readonly revision: string;
  readonly baseUrl: string;
  readonly paths: readonly string[];
}

// As in browsers, and their private windows, that have no OPFS.
if (location.search === '?cache') Object.defineProperty(navigator.storage, 'getDirectory', { value: undefined });

const opening = openModelStore();
const hold = createHold();
let progress: DownloadProgress | undefined;
let fastestBytesPerSecond = 0;
let cancel = new AbortController();

const calls = {
  async load({ paths, ...request }: StoreLoad) {
    cancel = new AbortController();
    const onProgress = (one: DownloadProgress): void => {
      progress = one;
      fastestBytesPerSecond = Math.max(fastestBytesPerSecond, one.bytesPerSecond ?? 0);
    };
    const filesOf = () => ['config.json', ...paths].map((path) => ({ path, optional: path === 'none.json' }));
    const store = await opening;
    const end = await store.fetchModel({ ...request, filesOf, hold, signal: cancel.signal, onProgress });
    return end.type === 'failed' ? `${end.reason}: ${end.message}` : end.type;
  },
  loadedBytes: () => progress?.files.reduce((sum, file) => sum + file.loadedBytes, 0) ?? 0,
  progress: () => progress && { ...progress, fastestBytesPerSecond },
  pause: (held: boolean) => hold.set(held),
  cancel: () => cancel.abort(),
  /** SHA-256 of what transformers.js would be given, or the status. */
  async read(url: string) {
    const store = await opening;
    const response = await store.fetch(url);
    if (!response.ok) return String(response.status);
    const hash = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
    return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  },
  list: async () => listModels(await openModelArea()),
  remove: async (modelId: string) => removeModel(await openModelArea(), modelId),
};

export type StoreCalls = typeof calls;
expose(calls);
