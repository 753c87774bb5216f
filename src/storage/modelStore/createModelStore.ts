// Brings models to this computer and keeps them: sizes first, then room, then the files side by side, each resumable and
// checked. transformers.js reads them through `fetch`. Once a model is whole, the network is not asked again.

import type { FilePorts } from './fetchFile.ts';
import { fetchFiles } from './fetchFiles.ts';
import type { FileArea } from './fileArea.ts';
import { isThere, nameOf } from './manifest.ts';
import type { WantedFile } from './modelFiles.ts';
import { type ModelRequest, type OpenModel, openModel } from './openModel.ts';
import { type StoreFailure, storeFailureOf } from './storeFailure.ts';

/** Names the other files, and so comes first. */
const CONFIG: WantedFile = { path: 'config.json', optional: false };

export interface StorePorts extends FilePorts {
  readonly area: FileArea;
  /** Undefined where the browser has none: then every tab loads for itself. */
  readonly locks: Pick<LockManager, 'request'> | undefined;
}

export interface ModelStore {
  /** Resolves once all is here and checked. While another tab loads the same model, it waits for that. */
  fetchModel(request: ModelRequest): Promise<{ readonly type: 'stored' } | StoreFailure>;
  /** For `env.fetch` of transformers.js: a fetched model's files from the disk, anything else from the network. */
  fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
}

export function createModelStore(ports: StorePorts): ModelStore {
  /** By base URL. */
  const models = new Map<string, OpenModel>();

  async function fetchAll(request: ModelRequest): Promise<void> {
    const model = await openModel(request, ports.area, ports.clock.now());
    const { folder, manifest, save } = model;
    models.set(request.baseUrl, model);
    await fetchFiles(model, [CONFIG], ports);
    const files = request.filesOf(JSON.parse((await (await folder.read(nameOf(CONFIG.path)))?.text()) ?? ''));
    manifest.wanted = files.map(({ path }) => path);
    await fetchFiles(model, files, ports);
    await save();
  }

  return {
    async fetchModel(request) {
      const { modelId, signal } = request;
      try {
        if (!ports.locks) await fetchAll(request);
        else await ports.locks.request(`model-store/${modelId}`, { signal }, () => fetchAll(request));
        return { type: 'stored' };
      } catch (error) {
        return storeFailureOf(error, signal);
      }
    },

    async fetch(input, init) {
      const url = input instanceof Request ? input.url : String(input);
      for (const model of models.values()) {
        const stored = await answer(model, url);
        if (stored) return stored;
      }
      return ports.fetch(url, init ?? {});
    },
  };
}

/** Undefined where the store has nothing to say. */
async function answer({ request, folder, manifest }: OpenModel, url: string): Promise<Response | undefined> {
  if (!url.startsWith(request.baseUrl)) return undefined;
  const path = url.slice(request.baseUrl.length);
  const file = manifest.files[path];
  if (!file || !isThere(file, request.revision)) return undefined;
  if (file.type === 'absent') return new Response(null, { status: 404 });
  const blob = await folder.read(nameOf(path));
  return blob && new Response(blob, { headers: { 'content-length': String(blob.size) } });
}
