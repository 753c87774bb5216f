// The ways to a picture, and what is known of the one that is there.
import { useRef } from 'preact/hooks';
import { FrameStrip } from './FrameStrip.tsx';
import { screenWords } from './screenWords.ts';
import { MAX_FRAME_COUNT } from './source.ts';
import type { TryModel } from './tryModel.ts';

export function SourceBar({ tryModel }: { readonly tryModel: TryModel }) {
  const { source, attempts } = tryModel;
  const file = useRef<HTMLInputElement>(null);
  const busy = attempts.busy.value;
  const { choose, fileHint, useCamera, closeCamera, samplePicture, sampleClip } = screenWords.value;
  const looking = source.source.value.type === 'camera';
  return (
    <div class="try-source">
      <div class="try-buttons">
        <input
          ref={file}
          class="unseen"
          type="file"
          tabIndex={-1}
          aria-hidden="true"
          accept="image/*,video/*"
          disabled={busy}
          onChange={({ currentTarget }) => {
            const [chosen] = currentTarget.files ?? [];
            if (chosen) void source.takeFile(chosen);
            // The same file may be chosen again.
            currentTarget.value = '';
          }}
        />
        <button
          type="button"
          class="button small"
          disabled={busy}
          title={fileHint}
          onClick={() => file.current?.click()}
        >
          {choose}
        </button>
        <button
          type="button"
          class="button small"
          disabled={busy}
          onClick={() => (looking ? source.closeCamera() : void source.openCamera())}
        >
          {looking ? closeCamera : useCamera}
        </button>
        <button type="button" class="button small" disabled={busy} onClick={() => void source.takeSample()}>
          {samplePicture}
        </button>
        <button
          type="button"
          class="button small"
          disabled={busy}
          onClick={() => void source.takeSample(source.frameCount.peek())}
        >
          {sampleClip}
        </button>
        {source.isClip.value && <FrameCount tryModel={tryModel} />}
      </div>
      <SourceNote tryModel={tryModel} />
      {source.isClip.value && <FrameStrip tryModel={tryModel} />}
    </div>
  );
}

function FrameCount({ tryModel: { source, attempts } }: { readonly tryModel: TryModel }) {
  const { frames, framesOfClip } = screenWords.value;
  return (
    <label class="try-count" title={framesOfClip}>
      <span>{frames}</span>
      <input
        type="number"
        aria-label={framesOfClip}
        min={2}
        max={MAX_FRAME_COUNT}
        disabled={attempts.busy.value}
        value={source.frameCount.value}
        onChange={({ currentTarget }) => void source.setFrameCount(currentTarget.valueAsNumber)}
      />
    </label>
  );
}

/** Keeps its place: what is wrong with the source, what is truly in a sample, or what to expect of the demo model. */
function SourceNote({ tryModel: { source, beyondDemo } }: { readonly tryModel: TryModel }) {
  const { problems, truth, demo } = screenWords.value;
  const problem = source.problem.value;
  const now = source.source.value;
  const note = now.type === 'frames' && now.truth !== undefined ? truth(now.truth) : beyondDemo.value && demo.photo;
  return (
    <p class={problem ? 'problem try-note' : 'quiet try-note'} role={problem ? 'alert' : undefined}>
      {problem ? problems[problem] : note}
    </p>
  );
}
