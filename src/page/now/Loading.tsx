import type { FileProgress, LoadProgress } from '../../vision/api.ts';
import type { EngineState } from '../../worker/api.ts';
import type { PageModel } from '../pageModel.ts';
import { sayByteRate, sayProgress, sayTimeLeft } from '../words.ts';
import { workWords } from '../workWords.ts';

type Stage = LoadProgress['stage'];

const STAGES: readonly Stage[] = ['download', 'prepare', 'selfTest'];

interface LoadingProps {
  readonly engine: EngineState & { type: 'loading' };
  readonly model: PageModel;
}

/** The three stages of loading, the files on their way with their bytes, and the buttons for them. */
export function Loading({ engine: { modelName, progress }, model }: LoadingProps) {
  const { stage, files, paused } = progress;
  const say = workWords.value.loading;
  const names: { readonly [S in Stage]: string } = {
    download: say.download,
    prepare: say.prepare,
    selfTest: say.selfTest[model.modelFacts.gate.value?.device ?? 'webgpu'],
  };
  const now = STAGES.indexOf(stage);
  return (
    <div class="loading">
      <ol class="load-stages" aria-label={say.stages(modelName)}>
        {STAGES.map((name, i) => (
          <li
            key={name}
            data-state={i < now ? 'done' : i === now ? 'going' : 'ahead'}
            aria-current={i === now && 'step'}
          >
            {names[name]}
          </li>
        ))}
      </ol>
      {stage === 'download' ? (
        <Files name={modelName} progress={progress} />
      ) : (
        <p class="quiet">{stage === 'prepare' ? say.prepareNote : say.selfTestNote}</p>
      )}
      <p class="load-actions">
        {stage === 'download' && files.length > 0 && (
          <button type="button" class="button small" onClick={() => model.pauseDownload(!paused)}>
            {paused ? say.goOn : say.pause}
          </button>
        )}
        <button type="button" class="button small" onClick={model.cancelLoad}>
          {say.cancel}
        </button>
        <span class="quiet">{say.stays}</span>
      </p>
    </div>
  );
}

function Files({ name, progress }: { readonly name: string; readonly progress: LoadProgress }) {
  const { files } = progress;
  const all = {
    file: name,
    loadedBytes: sum(files, ({ loadedBytes }) => loadedBytes),
    totalBytes: sum(files, ({ totalBytes }) => totalBytes),
  };
  return (
    <>
      <ul class="loading-total">
        <FileLine progress={all} />
      </ul>
      <p class="load-speed">{speedOf(progress)}</p>
      <details class="loading-files">
        <summary class="quiet">{workWords.value.loading.files}</summary>
        <ul>
          {files.map((file) => (
            <FileLine key={file.file} progress={file} />
          ))}
        </ul>
      </details>
    </>
  );
}

/** Keeps its line while nothing is known. */
function speedOf({ paused, bytesPerSecond, secondsLeft }: LoadProgress): string {
  const say = workWords.value.loading;
  if (paused) return say.paused;
  if (bytesPerSecond === undefined) return say.firstBytes;
  const speed = sayByteRate(bytesPerSecond);
  return secondsLeft === undefined ? speed : `${speed}, ${sayTimeLeft(secondsLeft)}`;
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
