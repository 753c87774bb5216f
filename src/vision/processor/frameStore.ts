// Frames as the browser decoded them, of the look in hand and of the one that comes next: a frame that is asked two things is
// decoded once, and what is announced is ready when its turn comes.
import type { Clock } from '../../platform/clock.ts';
import { decodeFrame } from './decodeFrame.ts';

export interface FrameStore {
  /**
   * One promise a frame, which rejects where it cannot be decoded. Frames that belong to neither the newest look of `now` nor
   * the newest of `next` are closed.
   */
  open(turn: 'now' | 'next', frames: readonly Blob[], names: readonly string[]): readonly Promise<ImageBitmap>[];
  /** The look in hand is over: where no other follows soon, all is closed. */
  rest(): void;
}

/** The next question about the same frame comes at once. */
const REST_MS = 5000;

export function createFrameStore(clock: Clock): FrameStore {
  const decoded = new Map<string, Promise<ImageBitmap>>();
  const wanted = { now: [] as readonly string[], next: [] as readonly string[] };
  let stopRest = () => {};

  function closeUnwanted(): void {
    for (const [name, frame] of decoded) {
      if (wanted.now.includes(name) || wanted.next.includes(name)) continue;
      decoded.delete(name);
      frame.then(
        (bitmap) => bitmap.close(),
        () => {},
      );
    }
  }

  return {
    open(turn, frames, names) {
      stopRest();
      wanted[turn] = names;
      closeUnwanted();
      return frames.map((frame, i) => {
        const name = names[i] ?? '';
        const bitmap = decoded.get(name) ?? decodeFrame(frame);
        decoded.set(name, bitmap);
        bitmap.catch(() => decoded.delete(name));
        return bitmap;
      });
    },
    rest() {
      stopRest();
      stopRest = clock.after(REST_MS, () => {
        wanted.now = wanted.next = [];
        closeUnwanted();
      });
    },
  };
}
