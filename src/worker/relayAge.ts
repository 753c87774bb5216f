import type { Clock } from '../platform/clock.ts';

/** How long the newest word of the relay's clock is believed: a clock that was set back must not make everything old. */
const BELIEVED_MS = 60_000;

export interface RelayAge {
  /** @param timestamp RFC 3339, of an event that has just arrived */
  hear(timestamp: string): void;
  /** How old an event is, in ms: since it was made or since it arrived, whichever is longer. */
  of(timestamp: string, arrivedMs: number): number;
}

/**
 * How old a relay's events are, although its clock is not ours: the newest timestamp that came is taken for its now. A page
 * that hung for a while finds thousands of events that have all just arrived, and of which only the last are new.
 */
export function createRelayAge(clock: Clock): RelayAge {
  let newest: { readonly madeMs: number; readonly heardMs: number } | undefined;
  return {
    hear(timestamp) {
      const madeMs = Date.parse(timestamp);
      if (Number.isNaN(madeMs)) return;
      const nowMs = clock.now();
      if (!newest || madeMs >= newest.madeMs || nowMs - newest.heardMs > BELIEVED_MS)
        newest = { madeMs, heardMs: nowMs };
    },
    of(timestamp, arrivedMs) {
      const nowMs = clock.now();
      const waitedMs = nowMs - arrivedMs;
      const madeMs = Date.parse(timestamp);
      if (!newest || Number.isNaN(madeMs)) return waitedMs;
      return Math.max(waitedMs, newest.madeMs + (nowMs - newest.heardMs) - madeMs);
    },
  };
}
