// Rig 1: what goes over WebGPU's border for a token and for a job, stock and ours, interleaved, with the same tokens said.
import type { Size } from '../../../src/vision/processor/pixels.ts';
import { bitmapOf, drawFrame, ourAnswer, rawImageOf, stockAnswer } from './answers.ts';
import { countedIn, type GpuCounts, minus } from './gpuCounters.ts';
import { LADDER } from './ladder.ts';
import { median } from './median.ts';
import { openModel } from './openModel.ts';

export interface CountedArm {
  /** `stock`, or ours by the last lever that is on. */
  readonly name: string;
  readonly perToken: GpuCounts;
  /** Of a job whose answer is one token. */
  readonly perJob: GpuCounts;
  readonly n: number;
}

export interface CountersOptions {
  readonly model: string;
  /** No side resizes it where both sides are multiples of 32: then the same tokens are demanded. */
  readonly frame: Size;
  /** Behind the first; 0: only jobs are counted. */
  readonly tokens: number;
  readonly rounds: number;
}

/** More than are read at once. */
const WARM_TOKENS = 5;

type Answer = (seed: number, tokens: number) => Promise<readonly number[]>;

export async function runCounters({ model: id, frame, tokens, rounds }: CountersOptions): Promise<CountedArm[]> {
  const opened = await openModel(id);
  const sameTokens = frame.width % 32 === 0 && frame.height % 32 === 0;
  const arms: { readonly name: string; readonly answer: Answer }[] = [];
  // One after another: a generator tries its caches out when it is made, and two runs at once would break ONNX Runtime.
  // The first answer makes pipelines and buffers.
  const add = async (name: string, answer: Answer) => {
    arms.push({ name, answer });
    await answer(100 + arms.length, tokens > 0 ? WARM_TOKENS : 1);
  };
  await add('stock', (seed, count) => stockAnswer(opened.stock, rawImageOf(drawFrame(frame, seed)), count));
  for (const { name, levers } of LADDER) {
    const ours = opened.ours(levers);
    await add(name, async (seed, count) => ourAnswer(ours, await bitmapOf(drawFrame(frame, seed)), count));
  }

  const samples = arms.map(() => [] as { readonly one: GpuCounts; readonly more: GpuCounts }[]);
  for (let round = 0; round < rounds; round++) {
    let expected: readonly number[] | undefined;
    for (const [index, { name, answer }] of arms.entries()) {
      // Stock and all levers take turns in each; what is between them is counted once.
      if (round > 0 && index > 0 && index < arms.length - 1) continue;
      const one = await countedIn(() => answer(2 * round, 1));
      const all = tokens > 0 ? await countedIn(() => answer(2 * round + 1, 1 + tokens)) : one;
      expected ??= all.result;
      if (sameTokens && `${all.result}` !== `${expected}`) {
        throw new Error(`${name} said ${all.result} where stock said ${expected}`);
      }
      samples[index]?.push({ one: one.counts, more: minus(all.counts, one.counts) });
    }
  }
  return arms.map(({ name }, index) => {
    const own = samples[index] ?? [];
    return {
      name,
      perToken: medians(
        own.map(({ more }) => more),
        Math.max(1, tokens),
      ),
      perJob: medians(
        own.map(({ one }) => one),
        1,
      ),
      n: own.length,
    };
  });
}

function medians(samples: readonly GpuCounts[], divisor: number): GpuCounts {
  const names = Object.keys(samples[0] ?? {}) as (keyof GpuCounts)[];
  const entries = names.map((name) => [name, median(samples.map((each) => each[name])) / divisor]);
  return Object.fromEntries(entries) as GpuCounts;
}
