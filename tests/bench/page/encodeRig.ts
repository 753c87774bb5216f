// Rig 4: how long the processor is busy with one decoder step, with nothing that waits for the GPU: all outputs stay on it,
// and its work is waited for outside the timer. Stock feeds make a new buffer for each cache; ours are written in place.
import { Tensor as OrtTensor } from 'onnxruntime-web/webgpu';
import { ALL_LEVERS } from '../../../src/vision/generation/levers.ts';
import type { Tensors } from '../../../src/vision/generation/session.ts';
import { median } from './median.ts';
import { openModel } from './openModel.ts';

export interface EncodeTimes {
  /** The build of ONNX Runtime's wasm. */
  readonly build: string;
  readonly stockMs: number;
  readonly ourMs: number;
  readonly n: number;
}

export interface EncodeOptions {
  readonly model: string;
  readonly layers: number;
  readonly rounds: number;
}

const PAST = 100;
const CAPACITY = 128;
const [KV_HEADS, HEAD_DIM, WIDTH] = [8, 128, 2048];

export async function runEncode({ model: id, layers, rounds }: EncodeOptions): Promise<EncodeTimes> {
  const { device, ours } = await openModel(id);
  const { model } = ours({ ...ALL_LEVERS, resident: false });
  const { sessions, makeTensor, vocabularySize } = model;
  const decoder = sessions.decoder_model_merged;
  const storage = (bytes: number) =>
    device.createBuffer({
      size: bytes,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
  const onGpu = (dims: readonly number[], buffer = storage(4 * dims.reduce((product, size) => product * size, 1))) =>
    OrtTensor.fromGpuBuffer(buffer, { dataType: 'float32', dims });
  const int64 = (values: readonly bigint[], dims: readonly number[]) =>
    makeTensor('int64', BigInt64Array.from(values), dims);

  const rows = { heap: makeTensor('float32', new Float32Array(WIDTH), [1, 1, WIDTH]), gpu: onGpu([1, 1, WIDTH]) };
  const logits = onGpu([1, 1, vocabularySize]);
  const common = {
    attention_mask: int64(Array<bigint>(PAST + 1).fill(1n), [1, PAST + 1]),
    position_ids: int64([100n, 100n, 100n], [3, 1, 1]),
    ...(decoder.inputNames.includes('num_logits_to_keep') && { num_logits_to_keep: int64([1n], []) }),
  };
  const names = Array.from({ length: layers }, (_, i) => [`${i}.key`, `${i}.value`]).flat();
  const caches = (prefix: string, tensorOf: (name: string) => Tensors[string]) =>
    Object.fromEntries(names.map((name) => [`${prefix}.${name}`, tensorOf(name)]));
  const grown = new Map(names.map((name) => [name, onGpu([1, KV_HEADS, PAST, HEAD_DIM])]));
  const inPlace = new Map(names.map((name) => [name, onGpu([1, KV_HEADS, CAPACITY, HEAD_DIM])]));
  const past = (tensors: typeof grown) => caches('past_key_values', (name) => tensors.get(name) as Tensors[string]);

  const stockStep = async () => {
    const outputs = await decoder.run(
      { ...common, inputs_embeds: rows.heap, ...past(grown) },
      // Without a place for them, they would come as new buffers and the logits to the heap: a wait for the GPU.
      { logits, ...caches('present', () => null as never) },
    );
    return () => {
      for (const name of names) outputs[`present.${name}`]?.dispose();
    };
  };
  const ourFeeds = { ...common, inputs_embeds: rows.gpu, ...past(inPlace) };
  const ourFetches = { logits, ...caches('present', (name) => inPlace.get(name) as Tensors[string]) };
  const ourStep = async () => {
    await decoder.run(ourFeeds, ourFetches);
    return () => {};
  };

  const times = { stock: [] as number[], ours: [] as number[] };
  for (let round = -2; round < rounds; round++) {
    for (const [name, step] of [['stock', stockStep] as const, ['ours', ourStep] as const]) {
      await device.queue.onSubmittedWorkDone();
      const start = performance.now();
      const tidy = await step();
      if (round >= 0) times[name].push(performance.now() - start);
      await device.queue.onSubmittedWorkDone();
      tidy();
    }
  }
  return { build: __ORT_BUILD__, stockMs: median(times.stock), ourMs: median(times.ours), n: rounds };
}

declare const __ORT_BUILD__: string;
