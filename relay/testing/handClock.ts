import { setImmediate } from 'node:timers/promises';
import type { Clock, Stop } from '../clock.ts';

export interface HandClock extends Clock {
  /** Turns the clock. Between two timers everything that is ready runs, so that a timer's work may set the next one. */
  advance(ms: number): Promise<void>;
  /** How many timers wait. */
  waiting(): number;
}

/** A clock that a test turns by hand. */
export function createHandClock(): HandClock {
  const timers = new Set<{ readonly dueMs: number; readonly then: () => void }>();
  let nowMs = Date.UTC(2026, 0, 10, 12);

  const nextDue = (untilMs: number) =>
    [...timers].filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];

  return {
    now: () => nowMs,
    after(delayMs, then): Stop {
      const timer = { dueMs: nowMs + Math.max(0, delayMs), then };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      for (let timer = nextDue(untilMs); timer !== undefined; timer = nextDue(untilMs)) {
        timers.delete(timer);
        nowMs = Math.max(nowMs, timer.dueMs);
        timer.then();
        await setImmediate();
      }
      nowMs = untilMs;
    },
    waiting: () => timers.size,
  };
}
