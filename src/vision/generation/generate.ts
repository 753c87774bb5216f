// The generate loop, over the sessions that transformers.js made. Its own loop knows neither several images nor a video,
// reads positions wrongly without images, cannot be held to a schema token by token, and is poisoned by one failed run.
// Greedy: a worker's answers are to be the same each time.
import type { Tensor } from 'onnxruntime-web';
import type { Constraint } from '../constrain/constraint.ts';
import { isLoop } from '../constrain/stops.ts';
import { type Caches, cachesOf, disposeCaches, emptyCaches } from './caches.ts';
import { readFloats, writeFloats } from './floats.ts';
import { mergeFeatures } from './mergeFeatures.ts';
import { pickToken } from './pickToken.ts';
import type { MakeTensor, Session, Sessions } from './session.ts';

/** One image, or one pair of a video's frames, as the vision encoder takes it. */
export interface PackedImage {
  /** f32 [patches, values of a patch]. */
  readonly pixelValues: Float32Array;
  /** `[1, patch rows, patch columns]`. */
  readonly grid: readonly [number, number, number];
}

export interface Prompt {
  readonly ids: readonly number[];
  /** [3, tokens]: time, row, column. */
  readonly positions: readonly (readonly number[])[];
  /** Of the first token of the answer, on all three axes. */
  readonly nextPosition: number;
  /** In the order of their pads. */
  readonly images: readonly PackedImage[];
}

/** A model as far as generation goes. */
export interface Model {
  readonly sessions: Sessions;
  readonly makeTensor: MakeTensor;
  /** What the vision encoder calls its grid: `image_grid_thw` or `grid_thw`. */
  readonly gridName: string;
  readonly isPad: (id: number) => boolean;
  readonly isStop: (id: number) => boolean;
}

export interface Limits {
  readonly maxTokens: number;
  /** From the call to the last token; then the answer is closed. */
  readonly maxMs: number;
}

export interface GenerateOptions {
  readonly limits: Limits;
  readonly constraint?: Constraint | undefined;
  readonly signal: AbortSignal;
  /** All tokens so far, after each. */
  readonly onToken: (ids: readonly number[]) => void;
  /** Milliseconds on any clock. */
  readonly now: () => number;
}

export interface Generated {
  /** Without the stop token. */
  readonly ids: readonly number[];
  /** How many of them the model chose; what follows only closes an answer that was cut. */
  readonly own: number;
  readonly cut?: 'loop' | 'tokens' | 'time';
  /** Of the first step, for tests and for the self-test. */
  readonly firstLogits: Float32Array;
}

/** Runs the model until it stops, is aborted, or a limit strikes; a constrained answer is then closed, so that it parses. */
export async function generate(model: Model, prompt: Prompt, options: GenerateOptions): Promise<Generated> {
  const { limits, constraint, signal, onToken, now } = options;
  const endMs = now() + limits.maxMs;
  const decode = createDecoder(model);
  const ids: number[] = [];
  const add = (id: number) => {
    ids.push(id);
    constraint?.accept(id);
    onToken(ids);
  };
  let cut: Generated['cut'];
  try {
    let logits = await decode.step(await embedPrompt(model, prompt), prompt.positions);
    const firstLogits = logits;
    while (!signal.aborted) {
      const id = pickToken(logits, await constraint?.mask());
      if (model.isStop(id)) break;
      add(id);
      if (constraint?.done) break;
      cut = isLoop(ids) ? 'loop' : ids.length >= limits.maxTokens ? 'tokens' : now() >= endMs ? 'time' : undefined;
      if (cut || signal.aborted) break;
      const position = prompt.nextPosition + ids.length - 1;
      logits = await decode.step(await embed(model, [id]), [[position], [position], [position]]);
    }
    const own = ids.length;
    if (cut && constraint) close(constraint, add);
    return { ids, own, firstLogits, ...(cut && { cut }) };
  } finally {
    decode.dispose();
  }
}

/** What is still missing is written without asking the model. */
function close(constraint: Constraint, add: (id: number) => void): void {
  for (let id = constraint.closing(); id !== undefined; id = constraint.closing()) add(id);
}

/** The decoder with its caches. */
function createDecoder({ sessions, makeTensor }: Model) {
  const session = sessions.decoder_model_merged;
  const keepsLogits = session.inputNames.includes('num_logits_to_keep');
  let caches: Caches = emptyCaches(session, makeTensor);
  let length = 0;

  return {
    /** Feeds tokens that follow those before; gives the logits behind the last. */
    async step(embeds: Tensor, positions: Prompt['positions']): Promise<Float32Array> {
      const count = embeds.dims[1] as number;
      length += count;
      const outputs = await session.run({
        inputs_embeds: embeds,
        attention_mask: makeTensor('int64', new BigInt64Array(length).fill(1n), [1, length]),
        position_ids: makeTensor('int64', BigInt64Array.from(positions.flat(), BigInt), [3, 1, count]),
        ...(keepsLogits && { num_logits_to_keep: makeTensor('int64', BigInt64Array.of(1n), []) }),
        ...caches,
      });
      const before = caches;
      caches = cachesOf(outputs);
      disposeCaches(before);
      const logits = outputs['logits'] as Tensor;
      const vocabulary = logits.dims.at(-1) as number;
      // All positions of the prompt may come; only the last one counts.
      return readFloats(logits).subarray(-vocabulary);
    },
    dispose: () => disposeCaches(caches),
  };
}

async function embed({ sessions, makeTensor }: Model, ids: readonly number[]): Promise<Tensor> {
  const input_ids = makeTensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]);
  return only(sessions.embed_tokens, await sessions.embed_tokens.run({ input_ids }));
}

async function embedPrompt(model: Model, { ids, images }: Prompt): Promise<Tensor> {
  const features: Float32Array[] = [];
  for (const image of images) features.push(await see(model, image));
  const embeds = await embed(model, ids);
  if (features.length === 0) return embeds;
  const { type } = embeds;
  if (type !== 'float32' && type !== 'float16') throw new TypeError(`the model embeds tokens as ${type}`);
  const values = readFloats(embeds);
  mergeFeatures(values, ids, model.isPad, features);
  return model.makeTensor(type, writeFloats(type, values), embeds.dims);
}

/** One image a run: whether an exported graph keeps images apart is not known of each, and this is always right. */
async function see({ sessions, makeTensor, gridName }: Model, { pixelValues, grid }: PackedImage) {
  const { vision_encoder } = sessions;
  const patches = grid[0] * grid[1] * grid[2];
  const type = vision_encoder.inputMetadata.find(({ name }) => name === 'pixel_values');
  const float = type?.isTensor && type.type === 'float16' ? 'float16' : 'float32';
  const outputs = await vision_encoder.run({
    pixel_values: makeTensor(float, writeFloats(float, pixelValues), [patches, pixelValues.length / patches]),
    [gridName]: makeTensor('int64', BigInt64Array.from(grid, BigInt), [1, 3]),
  });
  return readFloats(outputs['image_features'] ?? only(vision_encoder, outputs));
}

function only({ outputNames }: Session, outputs: Readonly<Record<string, Tensor>>): Tensor {
  return outputs[outputNames[0] ?? ''] as Tensor;
}
