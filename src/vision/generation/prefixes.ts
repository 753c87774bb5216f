// What stands before the first frame of a prompt is the same from job to job: its caches are kept, and it is fed once.
import { createRecent } from '../recent.ts';
import type { Prompt } from './model.ts';

/** Shorter ones are not worth a copy. */
const MIN_TOKENS = 16;
/** One for each of the asks that take turns. */
const MAX_KEPT = 4;

/** How many tokens of a prompt stand before its first image; 0 where they are not worth keeping. */
export function prefixLength({ ids }: Prompt, isPad: (id: number) => boolean): number {
  const length = ids.findIndex(isPad);
  return length < MIN_TOKENS ? 0 : length;
}

export interface Prefixes<Saved> {
  find(ids: readonly number[]): Saved | undefined;
  keep(ids: readonly number[], saved: Saved): void;
  dispose(): void;
}

export function createPrefixes<Saved>(forget: (saved: Saved) => void): Prefixes<Saved> {
  const kept = createRecent(MAX_KEPT, forget);
  return {
    find: (ids) => kept.get(ids.join()),
    keep: (ids, saved) => kept.set(ids.join(), saved),
    dispose: kept.clear,
  };
}
