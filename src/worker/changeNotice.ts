import type { Clock } from '../platform/clock.ts';

/** More often than this nobody sees a change, and a relay that floods would fill the way to the page. */
const TELLS_PER_SECOND = 30;
const WINDOW_MS = 1000;

/**
 * Many things change in one turn; they are told once. In a second with more than thirty turns of that kind the others are
 * told together, at its end.
 */
export function createChangeNotice(clock: Clock, tell: () => void): () => void {
  let announced = false;
  let windowEndMs = 0;
  let told = 0;

  function announce(): void {
    announced = false;
    told += 1;
    tell();
  }

  return () => {
    if (announced) return;
    announced = true;
    const nowMs = clock.now();
    // The end is further away than it can be where the clock was set back.
    if (nowMs >= windowEndMs || windowEndMs - nowMs > WINDOW_MS) {
      windowEndMs = nowMs + WINDOW_MS;
      told = 0;
    }
    if (told < TELLS_PER_SECOND) queueMicrotask(announce);
    else clock.after(windowEndMs - nowMs, announce);
  };
}
