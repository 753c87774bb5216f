// What is stored, and its removal: for any thread, as it needs neither a writer nor a hash.
import type { FileArea } from './fileArea.ts';
import { isThere, nameOf, readManifest } from './manifest.ts';
import { type StoreFailure, storageTrouble } from './storeFailure.ts';

export interface StoredModel {
  readonly modelId: string;
  readonly revision: string;
  /** On the disk, whole files and pieces. */
  readonly bytes: number;
  /** It starts without a network. */
  readonly complete: boolean;
  readonly lastUsedMs: number;
}

/** The one that was used last comes first. */
export async function listModels(area: FileArea): Promise<StoredModel[]> {
  const models: StoredModel[] = [];
  for (const name of await area.list()) {
    const folder = await area.folder(name);
    const manifest = await readManifest(folder);
    if (!manifest) continue;
    const { modelId, revision, lastUsedMs, wanted, files } = manifest;
    const blobs = await Promise.all(Object.keys(files).map((path) => folder.read(nameOf(path))));
    models.push({
      modelId,
      revision,
      bytes: blobs.reduce((sum, blob) => sum + (blob?.size ?? 0), 0),
      complete: wanted.length > 0 && wanted.every((path) => isThere(files[path], revision)),
      lastUsedMs,
    });
  }
  return models.sort((a, b) => b.lastUsedMs - a.lastUsedMs);
}

/** A model whose files are open, as while it loads, stays, and the failure says so. */
export async function removeModel(area: FileArea, modelId: string): Promise<StoreFailure | undefined> {
  try {
    if ((await area.list()).includes(nameOf(modelId))) await area.remove(nameOf(modelId));
    return undefined;
  } catch (error) {
    return { type: 'failed', ...storageTrouble(error) };
  }
}
