// Where nothing moved since a job that was looked at, its answer holds for the next one too. What is compared is always
// what was really looked at, never what was answered from memory: slow drift adds up until it is seen. Bounded, as a relay
// may invent cameras by the thousand.
import type { Clock } from '../platform/clock.ts';
import { type FrameLuma, LUMA_HEIGHT, LUMA_WIDTH } from '../platform/frameLuma.ts';
import type { JobResult } from '../protocol/result.ts';
import type { ActiveJob } from './activeJob.ts';
import { repeatedResult } from './buildResult.ts';
import { frameTimesSeconds } from './lookPlan.ts';
import type { Plan } from './planJob.ts';
import type { FetchedFrame } from './relayHttp.ts';

type Shown = Pick<ActiveJob, 'job' | 'plan' | 'fetched' | 'luma'>;

export interface StillFrames {
  /** What tells later whether anything moved; undefined where a job is to be looked at in any case. */
  luma(plan: Plan, frames: readonly FetchedFrame[]): Promise<readonly Uint8Array[] | undefined>;
  /** The answer of before, for a job in which nothing moved since then. */
  answerTo(shown: Shown): JobResult | undefined;
  /** What a look at a job came to. */
  remember(shown: Shown, result: JobResult): void;
  /** Whether the two are asked the same, and nothing moved between them. */
  isSame(one: Shown, other: Shown): boolean;
}

export interface StillFramesPorts {
  readonly clock: Clock;
  /** Steps of brightness, of 255, up to which nothing moved; 0 looks at every job. */
  readonly stillThreshold: number;
  readonly frameLuma: FrameLuma | undefined;
}

/** Scenes: what is asked of a camera, in frames of one size. */
const MAX_SCENES = 64;
/** Half of what a camera's memory keeps, so that objects keep their ids through a look that this brings about. */
const MAX_AGE_MS = 5 * 60_000;
/** Then it is looked at again, whatever the threshold misses. */
const MAX_REPEATS = 30;
/** 16x9 blocks a frame. */
const BLOCK = 4;

interface Known {
  readonly jobId: string;
  readonly luma: readonly Uint8Array[];
  readonly result: JobResult;
  readonly atMs: number;
  repeats: number;
}

export function createStillFrames({ clock, stillThreshold, frameLuma }: StillFramesPorts): StillFrames {
  /** What was looked at last comes last. */
  const scenes = new Map<string, Known>();

  const isStill = (a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean =>
    a.every((luma, i) => largestMove(luma, b[i] as Uint8Array) <= stillThreshold);

  return {
    async luma(plan, frames) {
      // An alarm must not hang on a threshold.
      if (stillThreshold <= 0 || !frameLuma || plan.looks.some(({ ask }) => ask.task === 'alert')) return undefined;
      const luma: Uint8Array[] = [];
      try {
        // One by one: decoded, a frame may be 160 MB.
        for (const { blob } of frames) luma.push(await frameLuma(blob));
        return luma;
      } catch {
        // The look says what is wrong with the frame.
        return undefined;
      }
    },
    answerTo(shown) {
      const known = shown.luma && scenes.get(sceneOf(shown));
      if (!known || known.repeats >= MAX_REPEATS || clock.now() - known.atMs > MAX_AGE_MS) return undefined;
      if (!isStill(known.luma, shown.luma ?? [])) return undefined;
      known.repeats++;
      return repeatedResult(known.result, known.jobId, shown.fetched?.ms ?? 0, clock.now());
    },
    remember(shown, result) {
      const { job, luma } = shown;
      // An answer that was cut short is worth another try.
      if (!luma || result.cut) return;
      const scene = sceneOf(shown);
      scenes.delete(scene);
      scenes.set(scene, { jobId: job.id, luma, result, atMs: clock.now(), repeats: 0 });
      const [longestAgo] = scenes.keys();
      if (scenes.size > MAX_SCENES && longestAgo !== undefined) scenes.delete(longestAgo);
    },
    isSame: (one, other) =>
      one.luma !== undefined &&
      other.luma !== undefined &&
      sceneOf(one) === sceneOf(other) &&
      isStill(one.luma, other.luma),
  };
}

/** All that an answer hangs on besides what is to be seen. */
const sceneOf = ({ job, plan, fetched }: Shown): string =>
  JSON.stringify([
    job.serviceId,
    plan,
    frameTimesSeconds(job),
    fetched?.frames.map(({ width, height }) => [width, height]),
  ]);

/**
 * The mean difference within the block where it is largest: over a whole frame a small object is lost in the mean, and in a
 * single step it is no larger than the noise. Differences are taken step by step, so that what moves within a block counts.
 */
function largestMove(a: Uint8Array, b: Uint8Array): number {
  let largest = 0;
  for (let top = 0; top < LUMA_HEIGHT; top += BLOCK) {
    for (let left = 0; left < LUMA_WIDTH; left += BLOCK) largest = Math.max(largest, moveOf(a, b, left, top));
  }
  return largest;
}

function moveOf(a: Uint8Array, b: Uint8Array, left: number, top: number): number {
  let sum = 0;
  for (let y = top; y < top + BLOCK; y++) {
    for (let x = left; x < left + BLOCK; x++) {
      const at = y * LUMA_WIDTH + x;
      sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0));
    }
  }
  return sum / BLOCK ** 2;
}
