import type { Clock } from '../clock.ts';
import type { Frames } from '../jobRecords.ts';
import { createShelf } from '../shelf.ts';

export interface StoredFrame {
  readonly jpeg: Buffer;
  readonly storedAtMs: number;
}

interface FrameStoreOptions {
  readonly clock: Clock;
  readonly keepMs: number;
  readonly maxShots: number;
}

export type FrameStore = ReturnType<typeof createFrameStore>;

/** Frames by their ids, for a while from when they were made: without claims nobody can tell when a frame is done with. */
export function createFrameStore({ clock, keepMs, maxShots }: FrameStoreOptions) {
  const frames = new Map<string, StoredFrame>();
  const shots = createShelf<readonly string[]>({
    clock,
    keepMs,
    maxItems: maxShots,
    onLeave(frameIds) {
      for (const frameId of frameIds) frames.delete(frameId);
    },
  });
  return {
    add(shot: Frames): void {
      for (const [frameId, jpeg] of shot) frames.set(frameId, { jpeg, storedAtMs: clock.now() });
      shots.add([...shot.keys()]);
    },
    get: (frameId: string): StoredFrame | undefined => frames.get(frameId),
    /** Ends the timer. */
    close: shots.close,
  };
}
