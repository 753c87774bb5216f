// Rows for the decoder on the GPU: of tokens, with those of images in the places of their pads.

import type { Tensor } from 'onnxruntime-web';
import type { Model, ModelGpu, Prompt } from '../model.ts';
import type { RunQueue } from '../runQueue.ts';
import { bytesOf, tensorInfo } from '../session.ts';
import { createScratch } from './buffers.ts';
import { runsOfPads } from './runsOfPads.ts';

export interface Rows {
  /** The embeddings of tokens [1, tokens, width], until the next call. */
  embed(ids: readonly number[]): Promise<Tensor>;
  /** The same of one token whose id is on the GPU, i64 [1]. */
  embedPicked(id: GPUBuffer): Promise<Tensor>;
  /** Puts the features of a prompt's images in their places, as far as they fall into the rows `from`..`to` that were embedded last. */
  putImages(prompt: Prompt, features: readonly GPUBuffer[], from: number, to: number): void;
  dispose(): void;
}

export function createRows(model: Model, { device, tensorOf }: ModelGpu, run: RunQueue): Rows {
  const { embed_tokens } = model.sessions;
  const { name: output, type, shape } = tensorInfo(embed_tokens.outputMetadata, 'inputs_embeds');
  const input = embed_tokens.inputNames[0] ?? '';
  const width = shape.at(-1) as number;
  const scratch = createScratch(device);

  async function embed(input_ids: Tensor, count: number): Promise<Tensor> {
    const rows = tensorOf(scratch.atLeast(count * width * bytesOf(type)), type, [1, count, width]);
    await run(() => embed_tokens.run({ [input]: input_ids }, { [output]: rows }));
    return rows;
  }

  return {
    embed: (ids) => embed(model.makeTensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]), ids.length),
    embedPicked: (id) => embed(tensorOf(id, 'int64', [1, 1]), 1),
    putImages({ ids, images }, features, from, to) {
      const rowBytes = width * bytesOf(type);
      const encoder = device.createCommandEncoder();
      for (const { image, row, at, count } of runsOfPads(ids, images, model.isPad, from, to)) {
        encoder.copyBufferToBuffer(
          features[image] as GPUBuffer,
          row * rowBytes,
          scratch.atLeast(0),
          (at - from) * rowBytes,
          count * rowBytes,
        );
      }
      device.queue.submit([encoder.finish()]);
    },
    dispose: scratch.dispose,
  };
}
