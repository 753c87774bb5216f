// A GPU made slow on purpose: it does one thing after another, and each takes the time that its work says. What is submitted
// and not waited for queues up, as on a real one.
import type { StubDevice, StubWork } from '../../stubSessions.ts';

export interface SlowDevice extends StubDevice {
  /** Small work besides the sessions' runs, which comes after all that was submitted. */
  append(ms: number): void;
  /** Resolves when all that was submitted is done. */
  idle(): Promise<void>;
}

type SlowWork = StubWork['type'] | 'pass';

/** @param onRun hears of each run when it is submitted: from when to when the device works on it, by `performance.now` */
export function createSlowDevice(
  msOf: (work: StubWork) => number,
  onRun: (what: SlowWork, startMs: number, endMs: number) => void,
): SlowDevice {
  let busyUntilMs = 0;
  let running = false;

  function submit(ms: number, what: SlowWork): void {
    const startMs = Math.max(performance.now(), busyUntilMs);
    busyUntilMs = startMs + ms;
    onRun(what, startMs, busyUntilMs);
  }

  return {
    async run(work, waits) {
      if (running) throw new Error('Two runs at once: ONNX Runtime allows one.');
      running = true;
      submit(msOf(work), work.type);
      await (waits ? until(busyUntilMs) : nextTurn());
      running = false;
    },
    append: (ms) => submit(ms, 'pass'),
    idle: () => until(busyUntilMs),
  };
}

/** Timers of browsers are late by up to this; the rest is waited for turn by turn, so that others get theirs. */
const TIMER_LATE_MS = 2;

async function until(timeMs: number): Promise<void> {
  const early = timeMs - performance.now() - TIMER_LATE_MS;
  if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
  while (performance.now() < timeMs) await nextTurn();
}

const { port1, port2 } = new MessageChannel();
const turns: (() => void)[] = [];
port1.onmessage = () => turns.shift()?.();

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    turns.push(resolve);
    port2.postMessage(undefined);
  });
}
