import type { Clock } from '../../src/platform/clock.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';

const TICK_MS = 5;

export interface FastClock extends Clock {
  stop(): void;
}

/**
 * A clock that runs `factor` times as fast as ours, in ticks. Real sockets and real waiting in a hurry; and where the machine
 * is busy with something else, the clock is late with it, so that no deadline passes for want of a processor.
 */
export function createFastClock(factor: number): FastClock {
  const clock = createFakeClock(Date.now());
  const ticking = setInterval(() => clock.advance(TICK_MS * factor), TICK_MS);
  return { now: clock.now, after: clock.after, stop: () => clearInterval(ticking) };
}
