const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/**
 * How long to wait before try `attempt` (1 for the first retry): full jitter, so that a thousand workers do not come back
 * to a restarted relay in the same second. `random` is in [0, 1).
 */
export function retryDelayMs(attempt: number, random: () => number): number {
  return random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt - 1, 10));
}
