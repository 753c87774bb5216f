// Runs a model's sessions one by one, as tests want to feed them.
import type { Tensor } from 'onnxruntime-web';
import { type Caches, cachesOf, emptyCaches } from '../../../src/vision/generation/caches.ts';
import { readFloats, writeFloats } from '../../../src/vision/generation/floats.ts';
import type { Session, Sessions } from '../../../src/vision/generation/session.ts';
import { makeNodeTensor } from './nodeSessions.ts';

/** Rows of tokens or of images, one after another. */
export interface Rows {
  readonly values: Float32Array;
  readonly count: number;
}

export interface StepFeeds {
  readonly rows: Rows;
  /** [3, rows]; absent: they follow those before, alike on all axes. */
  readonly positions?: readonly (readonly number[])[];
  /** One a token so far; absent: all ones. */
  readonly mask?: readonly number[];
  readonly caches?: Caches;
  readonly logitsToKeep?: number;
}

export interface Step {
  /** Of the last token. */
  readonly logits: Float32Array;
  /** Tokens that have logits. */
  readonly kept: number;
  readonly caches: Caches;
}

const int64 = (values: readonly number[], dims: readonly number[]) =>
  makeNodeTensor('int64', BigInt64Array.from(values, BigInt), dims);

export async function embedTokens({ embed_tokens }: Sessions, ids: readonly number[]): Promise<Rows> {
  const { inputs_embeds } = await embed_tokens.run({ input_ids: int64(ids, [1, ids.length]) });
  return { values: readFloats(inputs_embeds as Tensor), count: ids.length };
}

export async function seeImages(
  { vision_encoder }: Sessions,
  pixelValues: Float32Array,
  grids: readonly (readonly number[])[],
): Promise<Rows> {
  const patches = grids.reduce((sum, [t = 0, h = 0, w = 0]) => sum + t * h * w, 0);
  const { image_features } = await vision_encoder.run({
    pixel_values: makeNodeTensor('float32', pixelValues, [patches, pixelValues.length / patches]),
    [vision_encoder.inputNames[1] ?? '']: int64(grids.flat(), [grids.length, 3]),
  });
  return { values: readFloats(image_features as Tensor), count: patches / 4 };
}

export async function runDecoder({ decoder_model_merged: decoder }: Sessions, feeds: StepFeeds): Promise<Step> {
  const { rows, caches = emptyCaches(decoder, makeNodeTensor), logitsToKeep = 0 } = feeds;
  const past = lengthOf(caches);
  const total = past + rows.count;
  const { mask = Array<number>(total).fill(1) } = feeds;
  const following = Array.from({ length: rows.count }, (_, i) => past + i);
  const { positions = [following, following, following] } = feeds;
  const type = typeOf(decoder, 'inputs_embeds');
  const outputs = await decoder.run({
    inputs_embeds: makeNodeTensor(type, writeFloats(type, rows.values), [
      1,
      rows.count,
      rows.values.length / rows.count,
    ]),
    attention_mask: int64(mask, [1, mask.length]),
    position_ids: int64(positions.flat(), [3, 1, rows.count]),
    ...(decoder.inputNames.includes('num_logits_to_keep') && { num_logits_to_keep: int64([logitsToKeep], []) }),
    ...caches,
  });
  const logits = outputs['logits'] as Tensor;
  const [, kept = 0, vocabulary = 0] = logits.dims;
  return { logits: readFloats(logits).slice(-vocabulary), kept, caches: cachesOf(outputs) };
}

/** Tokens that the caches hold. */
function lengthOf(caches: Caches): number {
  const key = Object.entries(caches).find(([name]) => name.endsWith('.key'))?.[1];
  return key?.dims[2] ?? 0;
}

function typeOf({ inputMetadata }: Session, name: string): 'float32' | 'float16' {
  const input = inputMetadata.find((each) => each.name === name);
  return input?.isTensor && input.type === 'float16' ? 'float16' : 'float32';
}
