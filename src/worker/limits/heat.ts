// Tells from the tokens per second when a device has slowed down for good: a browser says nothing of temperature. A job is
// compared with jobs of its own kind alone, as a long video is slower than a frame on the coolest device.

/** What a job says of the device's speed. */
export interface PacedJob {
  /** Jobs of one kind should be equally fast: their task, frames, and whether the page was hidden. */
  readonly kind: string;
  readonly tokens: number;
  readonly decodeMs: number;
  readonly endMs: number;
}

export interface Heat {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly lastEndMs: number;
  /** Since when it has been too slow, as long as it is. */
  readonly lowSinceMs?: number;
  /** Present while the device is taken to be hot: what is left of its best speed, 0..1. */
  readonly speedShare?: number;
}

interface Kind {
  /** The newest jobs. */
  readonly recent: readonly PacedJob[];
  /** Tokens per millisecond of the best row of jobs. */
  readonly best: number;
}

export const COOL: Heat = { kinds: new Map(), lastEndMs: Number.NEGATIVE_INFINITY };

/** A single short answer says little. */
const JOBS_IN_A_ROW = 5;
/** Something else that wants the GPU for a moment is no heat. */
const STEADY_MS = 60_000;
/** After such a break the device has cooled down, and its speed is to be seen anew. */
const BREAK_MS = 5 * 60_000;
/** Of the way from the bound to the best: so much better it must be before it counts as cool. */
const RECOVERY = 0.25;
const MAX_KINDS = 32;

/** @param share of the best speed, below which the device is taken to be hot */
export function stepHeat(before: Heat, job: PacedJob, share: number): Heat {
  if (job.tokens === 0 || job.decodeMs === 0) return before;
  const heat = job.endMs - before.lastEndMs > BREAK_MS ? cooled(before) : before;
  const kind = withJob(heat.kinds.get(job.kind), job);
  const next = { kinds: withKind(heat.kinds, job.kind, kind), lastEndMs: job.endMs };
  const { lowSinceMs, speedShare } = heat;
  if (kind.recent.length < JOBS_IN_A_ROW)
    return {
      ...next,
      ...(lowSinceMs !== undefined && { lowSinceMs }),
      ...(speedShare !== undefined && { speedShare }),
    };
  const left = rateOf(kind.recent) / kind.best;
  const bound = speedShare === undefined ? share : share + (1 - share) * RECOVERY;
  if (left >= bound) return next;
  const sinceMs = lowSinceMs ?? job.endMs;
  const hot = speedShare !== undefined || job.endMs - sinceMs >= STEADY_MS;
  return { ...next, lowSinceMs: sinceMs, ...(hot && { speedShare: left }) };
}

const cooled = ({ kinds, lastEndMs }: Heat): Heat => ({
  kinds: new Map([...kinds].map(([name, { best }]) => [name, { recent: [], best }])),
  lastEndMs,
});

function withJob({ recent, best }: Kind = { recent: [], best: 0 }, job: PacedJob): Kind {
  const jobs = [...recent, job].slice(-JOBS_IN_A_ROW);
  return { recent: jobs, best: jobs.length < JOBS_IN_A_ROW ? best : Math.max(best, rateOf(jobs)) };
}

/** The one that was seen last is the last to be forgotten. */
function withKind(kinds: Heat['kinds'], name: string, kind: Kind): Heat['kinds'] {
  const others = [...kinds].filter(([other]) => other !== name);
  return new Map([...others, [name, kind] as const].slice(-MAX_KINDS));
}

const rateOf = (jobs: readonly PacedJob[]): number =>
  jobs.reduce((sum, { tokens }) => sum + tokens, 0) / jobs.reduce((sum, { decodeMs }) => sum + decodeMs, 0);
