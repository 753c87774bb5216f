// Rig 2: milliseconds of JavaScript for a token and for a job: sessions that compute nothing, in the stock library's own
// Qwen3-VL class and in our generator.
import { AutoConfig, Qwen3VLForConditionalGeneration } from '@huggingface/transformers';
import { Tensor as OrtTensor } from 'onnxruntime-web/webgpu';
import { createGenerator } from '../../../src/vision/generation/generator.ts';
import { ALL_LEVERS, type Levers } from '../../../src/vision/generation/levers.ts';
import type { Size } from '../../../src/vision/processor/pixels.ts';
import { modelOf, packerOf, processorOf } from '../../../src/vision/qwenVl.ts';
import type { ModelSessions } from '../../../src/vision/transformersSessions.ts';
import { createStubSessions } from '../stubSessions.ts';
import { bitmapOf, drawFrame, ourAnswer, rawImageOf, stockAnswer } from './answers.ts';
import { LADDER } from './ladder.ts';
import { makeOrtTensor } from './makeOrtTensor.ts';
import { median } from './median.ts';
import { configureLibrary, openFiles, type Stock } from './openModel.ts';
import { createStubDevice } from './stubDevice.ts';

export interface JsCost {
  readonly name: 'stock' | 'ours, levers off' | 'ours';
  readonly msPerToken: number;
  readonly msPerJob: number;
  readonly n: number;
}

export interface JsCostOptions {
  readonly model: string;
  readonly frame: Size;
  readonly tokens: number;
  readonly rounds: number;
}

/** Until code is compiled. */
const WARM_ROUNDS = 2;

/** Not the same again and again, which would be cut as a loop. */
const answerTo = () => Array.from({ length: 512 }, (_, i) => (i * 37) % 499);

export async function runJsCost({ model: id, frame, tokens, rounds }: JsCostOptions): Promise<JsCost[]> {
  configureLibrary();
  const { tokenizer, stockProcessor, family, processing, vocabularySize } = await openFiles(id);
  const canvas = drawFrame(frame, 1);
  const rawImage = rawImageOf(canvas);

  const config = await AutoConfig.from_pretrained(id);
  const stockStub = counted(createStubSessions({ tensors: OrtTensor, answerTo }));
  const model = new Qwen3VLForConditionalGeneration(config, stockStub.sessions as unknown as Record<string, never>, {
    generation_config: {} as never,
  });
  const stock: Stock = { model, processor: stockProcessor, tokenizer };

  const oursWith = (levers: Levers) => {
    const device = createStubDevice();
    const stub = counted(createStubSessions({ tensors: OrtTensor, answerTo, gpu: device }));
    const sessions: ModelSessions = {
      sessions: stub.sessions,
      makeTensor: makeOrtTensor,
      gpu: { device, tensorOf: (buffer, dataType, dims) => OrtTensor.fromGpuBuffer(buffer, { dataType, dims }) },
    };
    const ourModel = modelOf({ sessions, family, groupsAttention: true, stopIds: [], vocabularySize });
    return {
      stepsOf: stub.stepsOf,
      processor: processorOf(
        { tokenizer, chatTemplate: undefined, family, processing },
        packerOf({ processing, sessions }, levers),
      ),
      generator: createGenerator(ourModel, levers),
    };
  };
  const [off, all] = [oursWith(LADDER[0]?.levers ?? ALL_LEVERS), oursWith(ALL_LEVERS)];
  const arms = [
    { name: 'stock', answer: (count: number) => stockAnswer(stock, rawImage, count), stepsOf: stockStub.stepsOf },
    {
      name: 'ours, levers off',
      answer: (count: number, bitmap: ImageBitmap) => ourAnswer(off, bitmap, count),
      stepsOf: off.stepsOf,
    },
    {
      name: 'ours',
      answer: (count: number, bitmap: ImageBitmap) => ourAnswer(all, bitmap, count),
      stepsOf: all.stepsOf,
    },
  ] as const;

  const times = arms.map(() => ({ one: [] as number[], more: [] as number[] }));
  for (let round = -WARM_ROUNDS; round < rounds; round++) {
    for (const [index, { name, answer, stepsOf }] of arms.entries()) {
      const before = stepsOf();
      // A frame of its own for each: ours would remember what it packed and saw.
      const bitmaps = [await bitmapOf(canvas), await bitmapOf(canvas)] as const;
      const one = await timeOf(() => answer(1, bitmaps[0]), 1, name);
      const all = await timeOf(() => answer(1 + tokens, bitmaps[1]), 1 + tokens, name);
      for (const bitmap of bitmaps) bitmap.close();
      // Each token but an answer's first is a step of its own: nothing was guessed, and nothing left out.
      const steps = stepsOf() - before;
      if (steps !== 2 + tokens) throw new Error(`${name} took ${steps} runs of the decoder for ${2 + tokens} tokens`);
      if (round < 0) continue;
      times[index]?.one.push(one);
      times[index]?.more.push(all - one);
    }
  }
  return arms.map(({ name }, index) => ({
    name,
    msPerToken: median(times[index]?.more ?? []) / tokens,
    msPerJob: median(times[index]?.one ?? []),
    n: rounds,
  }));
}

/** Counts the decoder's runs. */
function counted(sessions: ReturnType<typeof createStubSessions>) {
  const { decoder_model_merged: decoder } = sessions;
  let steps = 0;
  const counting: typeof decoder = {
    ...decoder,
    run(...values) {
      steps += 1;
      return decoder.run(...values);
    },
  };
  return { sessions: { ...sessions, decoder_model_merged: counting }, stepsOf: () => steps };
}

async function timeOf(answer: () => Promise<readonly number[]>, tokens: number, name: string): Promise<number> {
  const start = performance.now();
  const { length } = await answer();
  if (length !== tokens) throw new Error(`${name} said ${length} of ${tokens} tokens`);
  return performance.now() - start;
}
