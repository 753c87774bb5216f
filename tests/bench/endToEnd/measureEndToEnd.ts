// Jobs per minute of a worker, end to end: real relay, sockets, JPEGs, threads and answers, and a GPU that takes a laptop's
// time. Stock is the seed's worker on stock transformers.js, one thing after another; ours is the product's.
//
// Three workers take turns over the same clip, and all jobs of a turn wait from its start:
// - `same pixels`: stock is told to take as many pixels as ours does. Same questions, same answers, same frames: what is
//   left is what ours does otherwise. THIS is the honest comparison, and the one that the gates are for.
// - `as shipped`: stock as it comes, with the model's own limit of pixels, which nobody would leave so for long.
// Of a batch, ours sees a video; stock cannot, and sees its frames one by one with a sentence for each: as many tokens.
//
// The device takes a part of its time, and the numbers are given as for all of it. Stock never does two things at once, so
// that its time at full length is what it took and the rest of its GPU's time: exactly. The same sum for ours is an upper
// limit, as longer runs on the GPU can only hide more of what goes on beside them. So the shorter runs do not flatter ours.
import { rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import type { Levers } from '../../../src/vision/generation/levers.ts';
import { launchTestBrowser } from '../../support/launchTestBrowser.ts';
import { type Arm, type ArmOptions, type ArmRun, type JobKind, openArm } from './arm.ts';
import { buildPage } from './buildPage.ts';
import { recordClip } from './recordedClip.ts';
import { IDLE_CAUSES, type IdleCause } from './spans.ts';

export interface EndToEndOptions {
  /** Of the device's time; at 1 the whole takes seven minutes. */
  readonly timeScale?: number;
  /** How often the workers take turns. */
  readonly rounds?: number;
  /** What ours does without, or does in another way. */
  readonly levers?: Partial<Levers>;
  /** Ours keeps on the GPU what may stay there; without it everything comes to the heap, as on the processor. */
  readonly gpu?: boolean;
  readonly log?: (line: string) => void;
}

/** Medians over `n` turns. */
export interface Compared {
  readonly stock: number;
  readonly ours: number;
  readonly ratio: number;
  readonly n: number;
}

export interface EndToEnd {
  /** Single frames, same pixels. */
  readonly jobsPerMinute: Compared;
  readonly jobsPerMinuteAsShipped: Compared;
  /** Ten frames a job, same pixels. */
  readonly jobsPerMinuteBatch: Compared;
  readonly jobsPerMinuteBatchAsShipped: Compared;
  /** 0..1, from the first run to the last of a turn. Single frames, same pixels. */
  readonly gpuBusyShare: Compared;
  readonly gpuBusyShareBatch: Compared;
  /** Same pixels. What the ratio of jobs per minute would be if JavaScript and the network took no time: its part that holds on any computer. */
  readonly gpuWork: { readonly single: number; readonly batch: number };
  /** Of what this computer can do, what others took before the bench began. Above a half, the ratios flatter ours: its work on the processor goes on beside the GPU's, and stock waits for all of its own. */
  readonly loadBefore: number;
  readonly arms: readonly ArmSummary[];
}

export interface ArmSummary {
  readonly arm: ArmName;
  readonly kind: JobKind;
  readonly jobsPerMinute: number;
  readonly gpuBusyShare: number;
  readonly gpuSecondsPerJob: number;
  readonly tokensPerJob: number;
  /** Runs of the decoder, a prompt's among them. */
  readonly decoderRunsPerJob: number;
  /** Where the GPU waited, in milliseconds a job. */
  readonly idleMsPerJob: Readonly<Record<IdleCause, number>>;
  readonly n: number;
}

type ArmName = 'ours' | 'stock, same pixels' | 'stock, as shipped';

/** What ours takes of a frame (src/vision/processor/budgetFor.ts). */
const OUR_PIXELS = 262_144;
/** Ten sentences of so many tokens are as long as what ours says of a video. */
const BATCH_SENTENCE_TOKENS = 11;

const ARMS = ['stock, same pixels', 'ours', 'stock, as shipped'] as const;
/** Ours has the next job at hand; what waits for nothing shows itself in one. */
const JOBS = { ours: { single: 3, batch: 2 }, stock: { single: 1, batch: 1 } } as const;

export async function measureEndToEnd(options: EndToEndOptions = {}): Promise<EndToEnd> {
  const { timeScale = 0.5, rounds = 3, levers = {}, gpu = true, log = () => {} } = options;
  const loadBefore = (loadavg()[0] ?? 0) / availableParallelism();
  const [pageFolder, clip, browser] = await Promise.all([buildPage(), recordClip(), launchTestBrowser()]);
  const stock = { timeScale, batchSentenceTokens: BATCH_SENTENCE_TOKENS };
  const armOptions: Record<ArmName, ArmOptions> = {
    ours: { type: 'ours', options: { timeScale, levers, gpu } },
    'stock, same pixels': { type: 'stock', options: { ...stock, maxPixels: OUR_PIXELS } },
    'stock, as shipped': { type: 'stock', options: stock },
  };
  const arms = new Map<ArmName, Arm>();
  const runs = new Map<string, ArmRun[]>();

  async function takeTurn(name: ArmName, kind: JobKind): Promise<void> {
    const run = await (arms.get(name) as Arm).run(kind, JOBS[name === 'ours' ? 'ours' : 'stock'][kind]);
    const key = keyOf(name, kind);
    runs.set(key, [...(runs.get(key) ?? []), run]);
    log(`${key}: ${(run.wallMs / run.jobs / 1000).toFixed(1)} s a job as it ran`);
  }

  try {
    for (const name of ARMS) {
      const arm = await openArm(browser, pageFolder, clip, armOptions[name]);
      arms.set(name, arm);
      // Code is compiled, tables and grammars are made.
      if (name !== 'stock, as shipped') await arm.run('single', 1);
      log(`${name} is ready`);
    }
    for (let round = 0; round < rounds; round++) {
      for (const kind of ['single', 'batch'] as const) {
        for (const name of ARMS) {
          // Half a minute a job, and far from anything else.
          if (name === 'stock, as shipped' && kind === 'batch' && round > 0) continue;
          await takeTurn(name, kind);
        }
      }
    }
  } finally {
    await browser.close();
    for (const arm of arms.values()) await arm.close();
    rmSync(pageFolder, { recursive: true });
  }
  return {
    ...resultOf((name, kind) => summaryOf(name, kind, runs.get(keyOf(name, kind)) ?? [], timeScale)),
    loadBefore,
  };
}

const keyOf = (name: ArmName, kind: JobKind) => `${kind} ${name}`;

function resultOf(summary: (name: ArmName, kind: JobKind) => ArmSummary): Omit<EndToEnd, 'loadBefore'> {
  const compare = (against: ArmName, kind: JobKind, metric: 'jobsPerMinute' | 'gpuBusyShare'): Compared => {
    const [theirs, own] = [summary(against, kind), summary('ours', kind)];
    return {
      stock: theirs[metric],
      ours: own[metric],
      ratio: own[metric] / theirs[metric],
      n: Math.min(theirs.n, own.n),
    };
  };
  const gpuWork = (kind: JobKind) =>
    summary('stock, same pixels', kind).gpuSecondsPerJob / summary('ours', kind).gpuSecondsPerJob;
  return {
    jobsPerMinute: compare('stock, same pixels', 'single', 'jobsPerMinute'),
    jobsPerMinuteAsShipped: compare('stock, as shipped', 'single', 'jobsPerMinute'),
    jobsPerMinuteBatch: compare('stock, same pixels', 'batch', 'jobsPerMinute'),
    jobsPerMinuteBatchAsShipped: compare('stock, as shipped', 'batch', 'jobsPerMinute'),
    gpuBusyShare: compare('stock, same pixels', 'single', 'gpuBusyShare'),
    gpuBusyShareBatch: compare('stock, same pixels', 'batch', 'gpuBusyShare'),
    gpuWork: { single: gpuWork('single'), batch: gpuWork('batch') },
    arms: (['single', 'batch'] as const).flatMap((kind) => ARMS.map((name) => summary(name, kind))),
  };
}

function summaryOf(arm: ArmName, kind: JobKind, runs: readonly ArmRun[], timeScale: number): ArmSummary {
  const restOfGpu = ({ usage }: ArmRun) => (1 / timeScale - 1) * usage.busyMs;
  const of = (metric: (run: ArmRun) => number) => median(runs.map(metric));
  return {
    arm,
    kind,
    jobsPerMinute: of((run) => (60_000 * run.jobs) / (run.wallMs + restOfGpu(run))),
    gpuBusyShare: of((run) => run.usage.busyMs / timeScale / (run.usage.wallMs + restOfGpu(run))),
    gpuSecondsPerJob: of(({ usage, jobs }) => usage.busyMs / timeScale / jobs / 1000),
    tokensPerJob: of(({ tokens, jobs }) => tokens / jobs),
    decoderRunsPerJob: of((run) => run.decoderRuns / run.jobs),
    idleMsPerJob: Object.fromEntries(
      IDLE_CAUSES.map((cause) => [cause, of(({ usage, jobs }) => usage.idleMs[cause] / jobs)]),
    ) as Record<IdleCause, number>,
    n: runs.length,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
