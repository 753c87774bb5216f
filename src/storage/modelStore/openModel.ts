import type { DownloadProgress } from './downloadProgress.ts';
import type { FileArea, ModelFolder } from './fileArea.ts';
import type { Hold } from './hold.ts';
import { type Manifest, nameOf, readManifest, writeManifest } from './manifest.ts';
import type { WantedFile } from './modelFiles.ts';

export interface ModelRequest {
  readonly modelId: string;
  readonly revision: string;
  /** What a file's path is appended to; ends with a slash. */
  readonly baseUrl: string;
  /** From the parsed config.json, all files that the model needs. */
  readonly filesOf: (config: unknown) => readonly WantedFile[];
  readonly hold: Hold;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DownloadProgress) => void;
}

/** A model that is being fetched, or was. */
export interface OpenModel {
  readonly request: ModelRequest;
  readonly folder: ModelFolder;
  readonly manifest: Manifest;
  /** Writes the manifest down as it is then; calls follow one another. */
  save(): Promise<void>;
}

export async function openModel(request: ModelRequest, area: FileArea, nowMs: number): Promise<OpenModel> {
  const { modelId, revision } = request;
  const folder = await area.folder(nameOf(modelId));
  const known = await readManifest(folder);
  const manifest: Manifest = { wanted: [], files: {}, ...known, modelId, revision, lastUsedMs: nowMs };
  let saved = Promise.resolve();
  return {
    request,
    folder,
    manifest,
    save() {
      const save = (): Promise<void> => writeManifest(folder, manifest);
      saved = saved.then(save, save);
      return saved;
    },
  };
}
