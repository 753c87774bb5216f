// Ctrl+C, and what it means the first and the second time.

/** The slice of `process` and of a clock that is used here. */
export interface InterruptPorts {
  onSignal(listener: () => void): () => void;
  now(): number;
}

/**
 * One Ctrl+C arrives twice under npm: the terminal sends SIGINT to the whole group, and npm passes its own on. No person
 * presses twice within this time.
 */
const ONE_PRESS_MS = 400;

const processPorts: InterruptPorts = {
  onSignal(listener) {
    process.on('SIGINT', listener).on('SIGTERM', listener);
    return () => process.off('SIGINT', listener).off('SIGTERM', listener);
  },
  now: () => performance.now(),
};

/** Calls `first` on the first press and `second` on the next; the returned function stops listening. */
export function onInterrupt(first: () => void, second: () => void, ports: InterruptPorts = processPorts): () => void {
  let pressedAtMs: number | undefined;
  let ended = false;
  return ports.onSignal(() => {
    const now = ports.now();
    if (pressedAtMs === undefined) {
      pressedAtMs = now;
      first();
    } else if (!ended && now - pressedAtMs >= ONE_PRESS_MS) {
      ended = true;
      second();
    }
  });
}
