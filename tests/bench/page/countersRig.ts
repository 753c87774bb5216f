// Rig 1: what goes over WebGPU's border for a token and for a job, stock and ours, interleaved, with the same tokens said.
import type { Size } from '../../../src/vision/processor/pixels.ts';
import { bitmapOf, drawFrame, ourAnswer, rawImageOf, stockAnswer } from './answers.ts';
import { countedIn, type GpuCounts, minus } from './gpuCounters.ts';
import { LADDER } from './ladder.ts';
import { openModel } from './openModel.ts';

export interface CountedArm {
  /** `stock`, or ours by the last lever that is on. */
  readonly name: string;
  readonly perToken: GpuCounts;
  /** Of a job whose answer is one token. */
  readonly perJob: GpuCounts;
}

export interface CountersOptions {
  readonly model: string;
  /** No side resizes it where both sides are multiples of 32: then the same tokens are demanded. */
  readonly frame: Size;
  /** Behind the first; 0: only jobs are counted. */
  readonly tokens: number;
  /** Of ours, by the last lever that is on; absent: each. */
  readonly arms?: readonly string[];
}

/** More than are read at once. */
const WARM_TOKENS = 5;
/** Pipelines and buffers are made for it as for any other. */
const WARM_FRAME = { width: 256, height: 256 };

type Answer = (frame: OffscreenCanvas, tokens: number) => Promise<readonly number[]>;

export async function runCounters({ model: id, frame, tokens, arms: chosen }: CountersOptions): Promise<CountedArm[]> {
  const opened = await openModel(id);
  const sameTokens = frame.width % 32 === 0 && frame.height % 32 === 0;
  const arms: { readonly name: string; readonly answer: Answer }[] = [];
  // One after another: a generator tries its caches out when it is made, and two runs at once would break ONNX Runtime.
  // The first answer makes pipelines and buffers.
  const add = async (name: string, answer: Answer) => {
    arms.push({ name, answer });
    await answer(drawFrame(WARM_FRAME, 100 + arms.length), tokens > 0 ? WARM_TOKENS : 1);
  };
  await add('stock', (canvas, count) => stockAnswer(opened.stock, rawImageOf(canvas), count));
  for (const { name, levers } of LADDER) {
    if (chosen && !chosen.includes(name)) continue;
    const ours = opened.ours(levers);
    await add(name, async (canvas, count) => ourAnswer(ours, await bitmapOf(canvas), count));
  }

  // Counts do not vary: one turn each.
  const counted: CountedArm[] = [];
  let expected: readonly number[] | undefined;
  for (const { name, answer } of arms) {
    const one = await countedIn(() => answer(drawFrame(frame, 0), 1));
    const all = tokens > 0 ? await countedIn(() => answer(drawFrame(frame, 1), 1 + tokens)) : one;
    expected ??= all.result;
    if (sameTokens && `${all.result}` !== `${expected}`) {
      throw new Error(`${name} said ${all.result} where stock said ${expected}`);
    }
    counted.push({ name, perToken: over(minus(all.counts, one.counts), Math.max(1, tokens)), perJob: one.counts });
  }
  return counted;
}

function over(counts: GpuCounts, divisor: number): GpuCounts {
  const entries = Object.entries(counts).map(([name, count]) => [name, count / divisor]);
  return Object.fromEntries(entries) as GpuCounts;
}
