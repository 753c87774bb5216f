import { sayRate } from '../words.ts';
import { screenWords } from './screenWords.ts';
import type { TryModel } from './tryModel.ts';

/** A clip's frames with their seconds; the one that is chosen is shown large. */
export function FrameStrip({ tryModel: { source, imageUrl } }: { readonly tryModel: TryModel }) {
  const now = source.source.value;
  if (now.type !== 'frames' || now.frames.length < 2) return null;
  const { strip, frameAt, seconds } = screenWords.value;
  return (
    <ol class="try-strip" aria-label={strip}>
      {now.frames.map((frame, i) => {
        const at = sayRate(now.seconds[i] ?? 0);
        return (
          <li key={imageUrl(frame)}>
            <button
              type="button"
              class="try-thumb"
              aria-label={frameAt(i + 1, at)}
              aria-pressed={i === now.chosen}
              onClick={() => source.choose(i)}
            >
              <img src={imageUrl(frame)} alt="" />
              <span>{seconds(at)}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
