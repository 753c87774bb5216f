// Frames that stay blurred until somebody looks, where the person wants it: a room with others in it, a shared screen.
import { type ReadonlySignal, signal } from '@preact/signals';

export interface Veil {
  /** Whether frames are blurred at first. */
  readonly wanted: ReadonlySignal<boolean>;
  /** Read where the frame is drawn: it is drawn again when the answer changes. */
  covers(image: Blob): boolean;
  /** Looks at this frame, or no longer. */
  show(image: Blob, shown: boolean): void;
}

export function createVeil(wanted: ReadonlySignal<boolean>): Veil {
  /** The set is one and the same, and forgets images that the page lets go; the wrapping changes, so that drawings hear of it. */
  const lookedAt = signal({ images: new WeakSet<Blob>() });
  return {
    wanted,
    covers: (image) => wanted.value && !lookedAt.value.images.has(image),
    show(image, shown) {
      const { images } = lookedAt.peek();
      if (shown) images.add(image);
      else images.delete(image);
      lookedAt.value = { images };
    },
  };
}
