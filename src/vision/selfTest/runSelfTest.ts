// After loading, before any job: the model looks at a built-in scene with a known answer. A GPU or a driver that computes
// wrong numbers says so here, and not in somebody's results. On the way it tells how fast the device is, and how fast its
// memory would let it be.
import type { Answer, SelfTestReport, VisionFailure } from '../api.ts';
import { failure, isFailure } from '../failure.ts';
import { lookAtFrames, type Seer } from '../lookAt.ts';
import type { Model } from '../models.ts';
import { ceilingTokensPerSecond, type DecoderBytes } from '../speed.ts';
import { selfTestPlan } from './selfTestPlan.ts';

/** Where the first run took longer, a second would tell nothing that is worth the wait: the device is slow. */
const MEASURE_LIMIT_MS = 10_000;

/** What there is to know of the device's memory, where a GPU does the work. */
export interface SelfTestMemory {
  /** Undefined where it is not known. */
  readonly decoder: DecoderBytes | undefined;
  /** In 10^9 bytes a second; undefined where it cannot be told. */
  measureBandwidth(): Promise<number | undefined>;
}

export async function runSelfTest(
  model: Model,
  deviceName: string,
  { qwenVl, tasks }: Pick<Seer, 'qwenVl' | 'tasks'>,
  signal: AbortSignal,
  memory?: SelfTestMemory,
): Promise<SelfTestReport | VisionFailure> {
  const { ask, pixels, judge } = selfTestPlan(model);
  const task = tasks[ask.task];
  if (!task) throw new TypeError(`the self-test asks for ${ask.task}, which is no task of ${model.name}`);
  const run = () =>
    lookAtFrames(
      qwenVl,
      task,
      { ask, camera: '', frames: [{ ...pixels }], frameTimesSeconds: [0], startMs: performance.now() },
      () => {},
      signal,
    );
  // The first run compiles shaders; the second one shows what a frame takes.
  const first = await run();
  if (isFailure(first)) return wrong(first.message, deviceName, first);
  const verdict = judge(first.text);
  if (!verdict.ok) {
    return wrong(`it says ${verdict.got}, not ${verdict.expected}`, deviceName);
  }
  const second = first.totalMs < MEASURE_LIMIT_MS ? await run() : first;
  if (isFailure(second)) return second;
  const bandwidthGBps = await memory?.measureBandwidth();
  const ceiling = ceilingOf(second, memory?.decoder, bandwidthGBps);
  const tokensPerSecond = rateOf(second);
  return {
    secondsPerFrame: second.totalMs / 1000,
    promptTokens: second.promptTokens,
    firstTokenMs: second.firstTokenMs,
    ...(tokensPerSecond !== undefined && { tokensPerSecond }),
    ...(bandwidthGBps !== undefined && { bandwidthGBps }),
    ...(ceiling !== undefined && { ceilingTokensPerSecond: ceiling }),
    answer: first.text,
  };
}

function rateOf({ tokens, totalMs, packMs, firstTokenMs }: Answer): number | undefined {
  const ms = totalMs - packMs - firstTokenMs;
  return tokens > 1 && ms > 0 ? (1000 * (tokens - 1)) / ms : undefined;
}

/** In the middle of the answer: each token finds one more held than the one before. */
function ceilingOf(
  { promptTokens, tokens }: Answer,
  decoder: DecoderBytes | undefined,
  bandwidthGBps: number | undefined,
) {
  if (!decoder || bandwidthGBps === undefined) return undefined;
  return ceilingTokensPerSecond(decoder, bandwidthGBps, promptTokens + tokens / 2);
}

function wrong(what: string, deviceName: string, cause?: VisionFailure): VisionFailure {
  if (cause?.reason === 'interrupted' || cause?.reason === 'gpu-lost') return cause;
  return failure(
    'self-test',
    `The model fails on ${deviceName}: ${what}. Update the driver, or try another browser or model.`,
  );
}
