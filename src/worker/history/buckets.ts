// Counts by minute and by hour. A bucket begins at a multiple of its length since the epoch: neither the day's end nor a
// change between summer and winter time makes one longer, shorter, or double.

/** A job that was answered. */
export interface DoneWork {
  readonly endMs: number;
  readonly frames: number;
  /** The device's own time, up to `endMs`; 0 where it was answered as before. */
  readonly lookMs: number;
  /** Generated after the first of each answer, and the time that took. */
  readonly tokens: number;
  readonly decodeMs: number;
}

export interface Bucket {
  /** Ms since the epoch. */
  readonly startMs: number;
  readonly jobs: number;
  readonly tokens: number;
  /** The time in which `tokens` were generated. */
  readonly decodeMs: number;
  /** How long the device worked. */
  readonly busyMs: number;
}

export interface Series {
  readonly lengthMs: number;
  /** Buckets that are kept: the newest ones in which something was done. */
  readonly keep: number;
}

/** A job counts where it ended; the time that the device worked for it is in each bucket that it reached into. */
export function bucketsOf({ endMs, lookMs, tokens, decodeMs }: DoneWork, { lengthMs, keep }: Series): Bucket[] {
  const last = startOf(endMs, lengthMs);
  const beginMs = Math.max(endMs - lookMs, last - (keep - 1) * lengthMs);
  const buckets: Bucket[] = [];
  for (let startMs = startOf(beginMs, lengthMs); startMs < last; startMs += lengthMs) {
    const busyMs = startMs + lengthMs - Math.max(startMs, beginMs);
    buckets.push({ startMs, jobs: 0, tokens: 0, decodeMs: 0, busyMs });
  }
  return [...buckets, { startMs: last, jobs: 1, tokens, decodeMs, busyMs: endMs - Math.max(last, beginMs) }];
}

/** Oldest first, and no more than the series keeps. */
export function mergeBuckets(
  one: readonly Bucket[],
  other: readonly Bucket[],
  { lengthMs, keep }: Series,
  nowMs: number,
): Bucket[] {
  const byStart = new Map<number, Bucket>();
  for (const bucket of [...one, ...other]) {
    const known = byStart.get(bucket.startMs);
    byStart.set(bucket.startMs, known ? sum(known, bucket) : bucket);
  }
  const buckets = [...byStart.values()].sort((a, b) => a.startMs - b.startMs);
  // A clock that was ahead left some in the future; they would crowd out what is really the newest.
  return buckets.filter(({ startMs }) => startMs <= nowMs + lengthMs).slice(-keep);
}

const startOf = (ms: number, lengthMs: number): number => Math.floor(ms / lengthMs) * lengthMs;

const sum = (a: Bucket, b: Bucket): Bucket => ({
  startMs: a.startMs,
  jobs: a.jobs + b.jobs,
  tokens: a.tokens + b.tokens,
  decodeMs: a.decodeMs + b.decodeMs,
  busyMs: a.busyMs + b.busyMs,
});
