/** How long each kind of wait may last, in milliseconds. `--wait` is the one that a person sets. */
export interface Bounds {
  readonly openMs: number;
  readonly registerMs: number;
  readonly pongMs: number;
  readonly httpMs: number;
  readonly waitMs: number;
  readonly graceMs: number;
  readonly keyDeathMs: number;
  readonly keyPollMs: number;
  readonly totalMs: number;
}

const DEFAULT_WAIT_SECONDS = 30;

export const DEFAULT_BOUNDS: Bounds = {
  /** A person waits for the answer: what has not opened by then is down or dropped by a firewall. */
  openMs: 10_000,
  /** Our worker gives a socket up that has not answered `register` by then (S4). */
  registerMs: 10_000,
  /** A pong is the other side's library at work and takes one round trip. */
  pongMs: 5_000,
  /** For one request. Our worker waits for 30 s, but a relay that needs a third of that is too slow for frames. */
  httpMs: 10_000,
  /** The published relay extracts a frame every few seconds. */
  waitMs: DEFAULT_WAIT_SECONDS * 1_000,
  /** After the first work: a relay that speaks several dialects sends them side by side. */
  graceMs: 2_000,
  /** The published relay takes 2 ms, ours none. */
  keyDeathMs: 1_000,
  keyPollMs: 100,
  /** For everything but the wait for work: some 40 requests, which take a second or two on a relay that is well. */
  totalMs: 120_000,
};
