/** Ends something that waits or runs; calling it twice is fine. */
export type Stop = () => void;

/** All the time that the relay knows: leases, deadlines, pings and cameras run on it, so that a test can turn it by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  after(delayMs: number, then: () => void): Stop;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, then) {
    const timer = setTimeout(then, delayMs);
    return () => clearTimeout(timer);
  },
};
