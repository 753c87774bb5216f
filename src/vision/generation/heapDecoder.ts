// The decoder as the runtime gives and takes it: rows, features and logits come to the heap at each step. For sessions on the
// processor, and for models whose parts do not fit together on the GPU.
import type { Tensor } from 'onnxruntime-web';
import type { PackedImage } from '../processor/packFrames.ts';
import { type Caches, cachesOf, disposeCaches, emptyCaches } from './caches.ts';
import type { Decoder } from './decoder.ts';
import { readFloats, writeFloats } from './floats.ts';
import { createHeapPixels } from './heapPixels.ts';
import { mergeFeatures } from './mergeFeatures.ts';
import type { Model, Prompt } from './model.ts';
import { pickToken } from './pickToken.ts';
import { type Prefixes, prefixLength } from './prefixes.ts';
import type { RunQueue } from './runQueue.ts';
import type { Session } from './session.ts';
import type { Sight } from './sight.ts';

export interface HeapParts {
  readonly model: Model;
  readonly run: RunQueue;
  readonly sight: Sight<Float32Array>;
  readonly prefixes: Prefixes<KeptCaches> | undefined;
}

/** Caches after so many tokens. They are not changed any more, so that they need no copy. */
export interface KeptCaches {
  readonly caches: Caches;
  readonly length: number;
}

export function createHeapDecoder({ model, run, sight, prefixes }: HeapParts): Decoder {
  const { sessions, makeTensor, isPad } = model;
  const session = sessions.decoder_model_merged;
  const keepsLogits = session.inputNames.includes('num_logits_to_keep');
  let held: KeptCaches = { caches: {}, length: 0 };
  let kept: KeptCaches | undefined;
  let logits: Float32Array = new Float32Array();
  let newest: number | undefined;
  let position = 0;

  /** Feeds tokens that follow those before. */
  async function feed(embeds: Tensor, positions: Prompt['positions']): Promise<void> {
    const count = embeds.dims[1] as number;
    const before = held;
    const length = before.length + count;
    const outputs = await run(() =>
      session.run({
        inputs_embeds: embeds,
        attention_mask: makeTensor('int64', new BigInt64Array(length).fill(1n), [1, length]),
        position_ids: makeTensor('int64', BigInt64Array.from(positions.flat(), BigInt), [3, 1, count]),
        ...(keepsLogits && { num_logits_to_keep: makeTensor('int64', BigInt64Array.of(1n), []) }),
        ...before.caches,
      }),
    );
    held = { caches: cachesOf(outputs), length };
    if (before !== kept) disposeCaches(before.caches);
    const all = outputs['logits'] as Tensor;
    // All positions of the prompt may come; only the last one counts.
    logits = readFloats(all).subarray(-(all.dims.at(-1) as number));
  }

  async function embed(ids: readonly number[]): Promise<Tensor> {
    const input_ids = makeTensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]);
    return only(sessions.embed_tokens, await run(() => sessions.embed_tokens.run({ input_ids })));
  }

  async function embedPrompt({ ids, images }: Prompt, from: number): Promise<Tensor> {
    const features = await Promise.all(images.map((image) => sight.see(image)));
    const rest = ids.slice(from);
    const embeds = await embed(rest);
    if (features.length === 0) return embeds;
    const { type } = embeds;
    if (type !== 'float32' && type !== 'float16') throw new TypeError(`the model embeds tokens as ${type}`);
    const values = readFloats(embeds);
    mergeFeatures(values, rest, isPad, features);
    return makeTensor(type, writeFloats(type, values), embeds.dims);
  }

  return {
    verifies: false,
    async start(prompt) {
      const { ids, positions } = prompt;
      const prefix = prefixes ? ids.slice(0, prefixLength(prompt, isPad)) : [];
      kept = prefix.length > 0 ? prefixes?.find(prefix) : undefined;
      held = kept ?? { caches: emptyCaches(session, makeTensor), length: 0 };
      const slice = (from: number, to?: number) => positions.map((axis) => axis.slice(from, to));
      if (!kept && prefix.length > 0) {
        await feed(await embed(prefix), slice(0, prefix.length));
        kept = held;
        prefixes?.keep(prefix, kept);
      }
      const from = held.length;
      await feed(await embedPrompt(prompt, from), slice(from));
      position = prompt.nextPosition;
      newest = undefined;
    },
    async next({ masks }) {
      if (newest !== undefined) {
        await feed(await embed([newest]), [[position], [position], [position]]);
        position += 1;
      }
      newest = pickToken(logits, masks?.masks);
      return [newest];
    },
    firstLogits: async () => logits,
    end() {
      if (held !== kept) disposeCaches(held.caches);
      held = { caches: {}, length: 0 };
    },
  };
}

/** One image a run: whether an exported graph keeps images apart is not known of each, and this is always right. */
export function createHeapEncoder(model: Model, run: RunQueue): (image: PackedImage) => Promise<Float32Array> {
  const { vision_encoder } = model.sessions;
  const heapPixels = createHeapPixels(model);
  return ({ pixelValues, grid }) =>
    run(async () => {
      if (pixelValues.on === 'gpu') throw new TypeError('packed on a GPU, for a session that runs on none');
      const outputs = await vision_encoder.run({
        pixel_values: heapPixels(pixelValues, grid),
        [model.gridName]: model.makeTensor('int64', BigInt64Array.from(grid, BigInt), [1, 3]),
      });
      return readFloats(outputs['image_features'] ?? only(vision_encoder, outputs));
    });
}

function only({ outputNames }: Session, outputs: Readonly<Record<string, Tensor>>): Tensor {
  return outputs[outputNames[0] ?? ''] as Tensor;
}
