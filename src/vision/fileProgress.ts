import type { FileProgress } from './api.ts';

/** What transformers.js reports of one file; other fields and statuses are of no use here. */
interface ProgressInfo {
  readonly status: string;
  readonly file?: string;
  readonly loaded?: number;
  readonly total?: number;
}

/** Turns transformers.js's callbacks, which speak of one file each, into the list of all files so far. */
export function progressOfFiles(onProgress: (files: readonly FileProgress[]) => void): (info: ProgressInfo) => void {
  const files = new Map<string, FileProgress>();
  return ({ status, file, loaded, total }) => {
    if (file === undefined) return;
    const known = files.get(file) ?? { file, loadedBytes: 0, totalBytes: 0 };
    if (status === 'progress') {
      files.set(file, { file, loadedBytes: loaded ?? 0, totalBytes: total ?? 0 });
    } else if (status === 'done') {
      files.set(file, { ...known, loadedBytes: known.totalBytes });
    } else {
      files.set(file, known);
    }
    onProgress([...files.values()]);
  };
}
