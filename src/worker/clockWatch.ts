import type { Clock } from '../platform/clock.ts';

/** How often the clock is looked at: a sleep is noticed within this time of its end. */
const LOOK_MS = 5000;
/** A timer that is so late was not late for work: the machine slept, or the browser froze the page. */
const SLEPT_MS = 15_000;

/**
 * Tells when the machine slept. A timer does not: it may go on after the sleep as if nothing had been.
 *
 * @returns its end
 */
export function watchForSleep(clock: Clock, onWake: (sleptMs: number) => void): () => void {
  let cancel = () => {};
  const look = (plannedMs: number) => {
    cancel = clock.after(LOOK_MS, () => {
      const lateMs = clock.now() - plannedMs;
      look(clock.now() + LOOK_MS);
      if (lateMs >= SLEPT_MS) onWake(lateMs);
    });
  };
  look(clock.now() + LOOK_MS);
  return () => cancel();
}
