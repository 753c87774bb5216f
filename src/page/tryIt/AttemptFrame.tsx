// The picture of a question, with the boxes that its answer found.
import { useEffect, useRef } from 'preact/hooks';
import { FrameView } from '../boxes/FrameView.tsx';
import type { OpenCamera } from '../ports.ts';
import { screenWords } from './screenWords.ts';
import type { SourceModel } from './source.ts';
import type { TryModel } from './tryModel.ts';

interface AttemptFrameProps {
  readonly tryModel: TryModel;
  readonly index: number;
}

export function AttemptFrame({ tryModel: { source, attempts, imageUrl }, index }: AttemptFrameProps) {
  const now = source.source.value;
  const { drop, reading, picture } = screenWords.value;
  const area = `try-frame try-${index}`;
  if (now.type === 'camera' && index === 0) {
    return (
      <div class={area}>
        <CameraView camera={now.camera} source={source} />
      </div>
    );
  }
  const frame = now.type === 'frames' ? now.frames[now.chosen] : undefined;
  if (now.type !== 'frames' || !frame) {
    return (
      <div class={area}>
        <div class="stage stage-hero">
          <p class="stage-note">{now.type === 'reading' ? reading : drop}</p>
        </div>
      </div>
    );
  }
  const state = attempts.list.value[index]?.state;
  const boxes = state?.type === 'done' && state.frame === now.chosen ? state.result.objects : [];
  return (
    <div class={area}>
      <FrameView src={imageUrl(frame)} alt={picture} boxes={boxes} size="hero" />
    </div>
  );
}

function CameraView({ camera, source }: { readonly camera: OpenCamera; readonly source: SourceModel }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) camera.show(video.current);
  }, [camera]);
  return (
    <div class="stage stage-hero">
      <video ref={video} class="frame" muted playsInline aria-label={screenWords.value.camera} />
      <button
        type="button"
        class="button try-shutter"
        onClick={() => video.current && void source.takePicture(video.current)}
      >
        {screenWords.value.takePicture}
      </button>
    </div>
  );
}
