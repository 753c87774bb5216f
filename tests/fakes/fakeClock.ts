import type { Clock } from '../../src/platform/clock.ts';

export interface FakeClock extends Clock {
  /** Turns the clock; timers that become due run in their order, each at its own time. */
  advance(ms: number): void;
  /** Time goes by and no timer runs: the machine sleeps, or timers are held back. Those that are due run late, in `advance`. */
  skip(ms: number): void;
  /** How many timers wait. */
  readonly pending: number;
}

/** A clock that stands still until a test turns it. */
export function createFakeClock(startMs = Date.UTC(2026, 0, 10, 12)): FakeClock {
  const timers = new Set<{ readonly dueMs: number; readonly action: () => void }>();
  let nowMs = startMs;

  const nextDue = (untilMs: number) =>
    [...timers].filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];

  return {
    now: () => nowMs,
    after(ms, action) {
      const timer = { dueMs: nowMs + ms, action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const untilMs = nowMs + ms;
      for (let timer = nextDue(untilMs); timer; timer = nextDue(untilMs)) {
        timers.delete(timer);
        nowMs = Math.max(nowMs, timer.dueMs);
        timer.action();
      }
      nowMs = untilMs;
    },
    skip(ms) {
      nowMs += ms;
    },
    get pending() {
      return timers.size;
    },
  };
}
