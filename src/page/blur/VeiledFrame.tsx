import { FrameView, type FrameViewProps } from '../boxes/FrameView.tsx';
import { words } from '../language/language.ts';
import type { Veil } from './veil.ts';

interface VeiledFrameProps extends Omit<FrameViewProps, 'src'> {
  readonly image: Blob;
  readonly imageUrl: (image: Blob) => string;
  readonly veil: Veil;
}

/** One button, which stays where it is, so that the keyboard's focus does too. */
export function VeiledFrame({ image, imageUrl, veil, ...frame }: VeiledFrameProps) {
  const covered = veil.covers(image);
  const { blur } = words.value.health;
  return (
    <div class="veiled" data-covered={covered}>
      <FrameView src={imageUrl(image)} {...frame} />
      {veil.wanted.value && (
        <button
          type="button"
          class="veil"
          aria-label={covered ? blur.showFrame(frame.alt) : blur.hideFrame(frame.alt)}
          onClick={() => veil.show(image, covered)}
        >
          <span>{covered ? blur.show : blur.hide}</span>
        </button>
      )}
    </div>
  );
}
