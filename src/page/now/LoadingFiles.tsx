import type { FileProgress } from '../../vision/api.ts';
import type { EngineState } from '../../worker/api.ts';
import { sayProgress } from '../words.ts';

/** The model's files on their way, each with its bytes, and all together. */
export function LoadingFiles({ engine }: { readonly engine: EngineState & { type: 'loading' } }) {
  const { files, modelName } = engine;
  const all = {
    file: modelName,
    loadedBytes: sum(files, ({ loadedBytes }) => loadedBytes),
    totalBytes: sum(files, ({ totalBytes }) => totalBytes),
  };
  return (
    <div class="loading">
      <ul class="loading-total">
        <FileLine progress={all} />
      </ul>
      <ul class="loading-files">
        {files.map((progress) => (
          <FileLine key={progress.file} progress={progress} />
        ))}
      </ul>
    </div>
  );
}

function FileLine({ progress: { file, loadedBytes, totalBytes } }: { readonly progress: FileProgress }) {
  return (
    <li class="file">
      <span class="file-name">{file}</span>
      <span class="file-bytes">{sayProgress(loadedBytes, totalBytes)}</span>
      <progress
        aria-label={file}
        max={Math.max(1, totalBytes)}
        value={Math.min(loadedBytes, Math.max(1, totalBytes))}
      />
    </li>
  );
}

const sum = (files: readonly FileProgress[], of: (file: FileProgress) => number): number =>
  files.reduce((total, file) => total + of(file), 0);
