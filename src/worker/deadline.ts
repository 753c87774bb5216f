import type { Clock } from '../platform/clock.ts';

/** Runs `act` with a signal that is aborted after `ms`, or together with `signal`. */
export async function withDeadline<T>(
  clock: Clock,
  ms: number,
  signal: AbortSignal | undefined,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController();
  const cancel = clock.after(ms, () => deadline.abort(new DOMException('It took too long.', 'TimeoutError')));
  try {
    return await act(signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal);
  } finally {
    cancel();
  }
}

/** Waits for `ms`; ends early when `signal` is aborted. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(ms, end);
    signal.addEventListener('abort', end);
  });
}
