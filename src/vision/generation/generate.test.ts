import { Tensor } from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { heapPixels } from '../../../tests/support/pixelValuesOf.ts';
import type { Constraint } from '../constrain/constraint.ts';
import type { GenerateOptions } from './generate.ts';
import { createGenerator } from './generator.ts';
import { ALL_LEVERS } from './levers.ts';
import type { Model, Prompt } from './model.ts';
import type { Session } from './session.ts';

const STOP = 7;
const VOCABULARY = 8;

interface Step {
  readonly ids: readonly number[];
  readonly positions: readonly number[];
  readonly mask: number;
  readonly past: number;
}

/** A decoder that says the tokens of a script, one after another, and notes what it was fed. */
function scripted(script: readonly number[], onStep: (step: number) => void = () => {}) {
  const steps: Step[] = [];
  const tensor = (data: Float32Array, dims: readonly number[]) => new Tensor('float32', data, dims);
  const session = (inputs: Session['inputMetadata'], run: Session['run']): Session => ({
    inputNames: inputs.map(({ name }) => name),
    outputNames: ['out'],
    inputMetadata: inputs,
    outputMetadata: [],
    run,
  });
  const value = (name: string, type: 'float32' | 'int64', shape: readonly (number | string)[]) =>
    ({ name, isTensor: true, type, shape }) as const;
  const model: Model = {
    sessions: {
      embed_tokens: session([value('input_ids', 'int64', [1, 's'])], async ({ input_ids }) => {
        const ids = Array.from(input_ids?.data as BigInt64Array, Number);
        return { out: tensor(Float32Array.from(ids), [1, ids.length, 1]) };
      }),
      vision_encoder: session([value('pixel_values', 'float32', ['p', 4])], async ({ pixel_values }) => ({
        image_features: tensor((pixel_values as Tensor).data.slice(0, 1) as Float32Array, [1, 1]),
      })),
      decoder_model_merged: session(
        [
          value('inputs_embeds', 'float32', ['b', 's', 1]),
          value('num_logits_to_keep', 'int64', []),
          value('past_key_values.0.key', 'float32', ['batch_size', 1, 'past', 1]),
        ],
        async (feeds) => {
          onStep(steps.length);
          const past = feeds['past_key_values.0.key']?.dims[2] as number;
          const count = feeds['inputs_embeds']?.dims[1] as number;
          const logits = new Float32Array(count * VOCABULARY);
          logits[(count - 1) * VOCABULARY + (script[steps.length] ?? STOP)] = 1;
          steps.push({
            ids: Array.from(feeds['inputs_embeds']?.data as Float32Array),
            positions: Array.from(feeds['position_ids']?.data as BigInt64Array, Number),
            mask: feeds['attention_mask']?.dims[1] as number,
            past,
          });
          const length = past + count;
          return {
            logits: tensor(logits, [1, count, VOCABULARY]),
            'present.0.key': tensor(new Float32Array(length), [1, 1, length, 1]),
          };
        },
      ),
    },
    makeTensor: (type, data, dims) => new Tensor(type, data as Float32Array, dims),
    groupsAttention: false,
    gridName: 'image_grid_thw',
    vocabularySize: VOCABULARY,
    isPad: (id) => id === 9,
    isStop: (id) => id === STOP,
  };
  return { model, steps };
}

const PROMPT: Prompt = {
  ids: [3, 9, 4],
  positions: [
    [0, 1, 2],
    [0, 1, 2],
    [0, 1, 2],
  ],
  nextPosition: 3,
  images: [{ pixelValues: heapPixels(Float32Array.of(50, 0, 0, 0)), grid: [1, 1, 1], tokens: 1 }],
};

const options = (part: Partial<GenerateOptions> = {}): GenerateOptions => ({
  limits: { maxTokens: 100, maxMs: 1000 },
  signal: new AbortController().signal,
  onToken: () => {},
  now: () => 0,
  ...part,
});

/** Any token may come; the answer is closed by two tokens of 6. */
function closingConstraint() {
  const accepted: number[] = [];
  let left = 2;
  const constraint: Constraint = {
    masksAlong: async () => ({ masks: Int32Array.of(-1), rows: 1 }),
    forced: () => '',
    accept: (id) => void accepted.push(id),
    done: false,
    closing: () => (left-- > 0 ? 6 : undefined),
    dispose: () => {},
  };
  return { constraint, accepted };
}

test('V2: the prompt goes in at once with the image’s rows in it, then token by token with the caches', async () => {
  const { model, steps } = scripted([1, 2]);
  const { ids, cut } = await createGenerator(model, ALL_LEVERS).generate(PROMPT, options());
  expect([ids, cut]).toEqual([[1, 2], undefined]);
  expect(steps).toEqual([
    { ids: [3, 50, 4], positions: [0, 1, 2, 0, 1, 2, 0, 1, 2], mask: 3, past: 0 },
    { ids: [1], positions: [3, 3, 3], mask: 4, past: 3 },
    { ids: [2], positions: [4, 4, 4], mask: 5, past: 4 },
  ]);
});

test('V16: what stands before the first image is fed once, and its caches serve the next prompt as they were', async () => {
  const { model, steps } = scripted([1]);
  const generator = createGenerator(model, ALL_LEVERS);
  const words = Array.from({ length: 16 }, (_, i) => i % 7);
  const ids = [...words, 9, 4];
  const positions = Array<number[]>(3).fill(ids.map((_, i) => i));
  const prompt = { ...PROMPT, ids, positions, nextPosition: ids.length };
  await generator.generate(prompt, options({ limits: { maxTokens: 1, maxMs: 1000 } }));
  await generator.generate(prompt, options({ limits: { maxTokens: 1, maxMs: 1000 } }));
  expect(steps.map(({ ids: fed, past }) => [fed, past])).toEqual([
    [words, 0],
    [[50, 4], 16],
    [[50, 4], 16],
  ]);
});

test('V11: text alone needs no vision run', async () => {
  const { model, steps } = scripted([]);
  const { ids } = await createGenerator(model, ALL_LEVERS).generate(
    { ...PROMPT, ids: [3, 4, 5], images: [] },
    options(),
  );
  expect([ids, steps[0]?.ids]).toEqual([[], [3, 4, 5]]);
});

test('K7: the token cap, the wall clock and a loop each cut the answer and say so', async () => {
  const many = Array.from({ length: 200 }, (_, i) => [1, 2, 3, 4, 5][(i * i * 7 + (i >> 2)) % 5] as number);
  const capped = await createGenerator(scripted(many).model, ALL_LEVERS).generate(
    PROMPT,
    options({ limits: { maxTokens: 5, maxMs: 1000 } }),
  );
  expect([capped.ids.length, capped.cut]).toEqual([5, 'tokens']);

  let ms = 0;
  const { model } = scripted(many, () => {
    ms += 400;
  });
  const late = await createGenerator(model, ALL_LEVERS).generate(PROMPT, options({ now: () => ms }));
  expect([late.ids.length, late.cut]).toEqual([3, 'time']);

  const loop = Array.from({ length: 500 }, (_, i) => [1, 2, 3, 4, 5, 6][i % 6] as number);
  const looped = await createGenerator(scripted(loop).model, ALL_LEVERS).generate(
    PROMPT,
    options({ limits: { maxTokens: 400, maxMs: 1000 } }),
  );
  expect(looped.cut).toBe('loop');
  expect(looped.ids.length).toBeLessThan(100);
});

test('K7: an answer that is held to a schema is closed when it is cut, without asking the model', async () => {
  const { model, steps } = scripted([1, 2, 3, 4, 5]);
  const { constraint, accepted } = closingConstraint();
  const { ids, own } = await createGenerator(model, ALL_LEVERS).generate(
    PROMPT,
    options({ constraint, limits: { maxTokens: 3, maxMs: 1000 } }),
  );
  expect([ids, own]).toEqual([[1, 2, 3, 6, 6], 3]);
  expect(accepted).toEqual(ids);
  expect(steps).toHaveLength(3);
});

test('V5: an interrupted answer ends after the token in hand', async () => {
  const abort = new AbortController();
  const { model } = scripted([1, 2, 3, 4]);
  const onToken = (ids: readonly number[]) => ids.length === 2 && abort.abort();
  const { ids } = await createGenerator(model, ALL_LEVERS).generate(PROMPT, options({ signal: abort.signal, onToken }));
  expect(ids).toEqual([1, 2]);
});
