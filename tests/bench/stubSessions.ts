// Sessions of a Qwen3-VL-2B that compute nothing: they have its inputs and outputs, take the time that a device says, and
// the decoder's logits say a given answer. So everything around the sessions can be measured with no GPU and no weights,
// for stock transformers.js and for ours alike.
import type { Tensor, TensorConstructor } from 'onnxruntime-web';
import { bytesOf, type ElementType, type Session, type Sessions } from '../../src/vision/generation/session.ts';

export const QWEN3_VL_2B = {
  layers: 28,
  kvHeads: 8,
  headDim: 128,
  vocabulary: 151_936,
  width: 2048,
  /** Numbers of a patch: 3 channels of 2 frames of 16 x 16 pixels. */
  patchValues: 1536,
  patchesPerToken: 4,
} as const;

/** What a run has to do. */
export type StubWork =
  | { readonly type: 'vision'; readonly patches: number }
  | { readonly type: 'embed'; readonly rows: number }
  /** `total`: tokens that are attended to, the new rows among them. `logits`: rows that the head is applied to. */
  | { readonly type: 'decoder'; readonly rows: number; readonly total: number; readonly logits: number };

/** What takes the time. */
export interface StubDevice {
  /** @param waits something is read by the processor: resolves when all is done; else as soon as it is submitted */
  run(work: StubWork, waits: boolean): Promise<void>;
}

export interface StubOptions {
  /** Of the runtime whose tensors come and are wanted: transformers.js brings its own. */
  readonly tensors: TensorConstructor;
  readonly device: StubDevice;
  /**
   * What is said to a prompt, stop token included. Undefined: it is not whole yet.
   * @param ids from the first token on, pads among them
   */
  readonly answerTo: (ids: readonly number[]) => readonly number[] | undefined;
  /** Takes logits into buffers that were given for them; without it all outputs that are not caches come on the heap. */
  readonly gpu?: GPUDevice | undefined;
  /** The decoder takes `num_logits_to_keep`. Default true. Without it, logits come behind each row. */
  readonly keepsLogits?: boolean;
}

const INSTANT: StubDevice = { run: async () => {} };

/** The sessions are to be run one at a time, as ONNX Runtime has it. */
export function createStubSessions(options: Omit<StubOptions, 'device'> & { readonly device?: StubDevice }): Sessions {
  const { tensors, device = INSTANT, answerTo, gpu, keepsLogits = true } = options;
  const { layers, kvHeads, headDim, vocabulary, width, patchValues, patchesPerToken } = QWEN3_VL_2B;
  const says = createSaying(answerTo);
  const writeHot = gpu && createHotWriter(gpu);

  const onHeap = (dims: readonly number[]): Tensor =>
    new tensors('float32', new Float32Array(dims.reduce((product, size) => product * size, 1)), dims);
  /** What stays on the GPU and is only fed again. */
  const onGpu = (type: ElementType, dims: readonly number[]): Tensor =>
    tensors.fromGpuBuffer({} as GPUBuffer, { dataType: type as 'float16', dims, dispose: () => {} });

  const cacheNames = Array.from({ length: layers }, (_, i) => [`${i}.key`, `${i}.value`]).flat();
  const cache = ['batch_size', kvHeads, 'past_sequence_length', headDim];
  const rowsInfo = info('inputs_embeds', 'float32', ['batch_size', 'sequence_length', width]);

  const embed_tokens: Session = {
    ...described([info('input_ids', 'int64', ['batch_size', 'sequence_length'])], [rowsInfo]),
    async run(feeds, fetches = {}) {
      const ids = feeds['input_ids'] as Tensor;
      const rows = ids.dims[1] as number;
      // An id on the GPU is one that the decoder said.
      if (ids.location === 'cpu') says.hear(Array.from(ids.data as BigInt64Array, Number));
      await device.run({ type: 'embed', rows }, !fetches['inputs_embeds']);
      return { inputs_embeds: fetches['inputs_embeds'] ?? onHeap([1, rows, width]) };
    },
  };

  const vision_encoder: Session = {
    ...described(
      [info('pixel_values', 'float32', ['patches', patchValues]), info('image_grid_thw', 'int64', ['images', 3])],
      [info('image_features', 'float32', ['tokens', width])],
    ),
    async run(feeds, fetches = {}) {
      const patches = (feeds['pixel_values'] as Tensor).dims[0] as number;
      await device.run({ type: 'vision', patches }, !fetches['image_features']);
      return { image_features: fetches['image_features'] ?? onHeap([patches / patchesPerToken, width]) };
    },
  };

  const decoder_model_merged: Session = {
    ...described(
      [
        rowsInfo,
        info('attention_mask', 'int64', ['batch_size', 'total_sequence_length']),
        info('position_ids', 'int64', [3, 'batch_size', 'sequence_length']),
        ...(keepsLogits ? [info('num_logits_to_keep', 'int64', [])] : []),
        ...cacheNames.map((name) => info(`past_key_values.${name}`, 'float16', cache)),
      ],
      [
        info('logits', 'float32', ['batch_size', 'kept', vocabulary]),
        ...cacheNames.map((name) => info(`present.${name}`, 'float16', cache)),
      ],
    ),
    async run(feeds, fetches = {}) {
      const rows = (feeds['inputs_embeds'] as Tensor).dims[1] as number;
      const total = (feeds['attention_mask'] as Tensor).dims[1] as number;
      const keep = Number((feeds['num_logits_to_keep']?.data as BigInt64Array | undefined)?.[0] ?? 0) || rows;
      await device.run({ type: 'decoder', rows, total, logits: keep }, !fetches['logits']);
      const hot = says.say(rows, total, keep);
      const outputs: Record<string, Tensor> = {};
      for (const name of cacheNames) {
        const present = `present.${name}`;
        outputs[present] = fetches[present] ?? onGpu('float16', [1, kvHeads, total, headDim]);
      }
      const given = fetches['logits'];
      if (given && writeHot) {
        writeHot(given.gpuBuffer as GPUBuffer, hot);
        outputs['logits'] = given;
      } else {
        const logits = onHeap([1, keep, vocabulary]);
        const data = logits.data as Float32Array;
        for (const [row, id] of hot.entries()) data[row * vocabulary + id] = 1;
        outputs['logits'] = logits;
      }
      return outputs;
    },
  };
  return { embed_tokens, vision_encoder, decoder_model_merged };
}

/** Which token the model says where. */
function createSaying(answerTo: StubOptions['answerTo']) {
  /** Beginnings of prompts by their length: caches that were kept of them are gone on from later. */
  const begun = new Map<number, readonly number[]>([[0, []]]);
  let embedded: readonly number[] = [];
  let answer: readonly number[] = [];
  let promptLength = 0;

  function read(past: number, rows: readonly number[]): void {
    const before = begun.get(past);
    if (!before) return;
    const ids = [...before, ...rows];
    const found = answerTo(ids);
    if (!found) begun.set(ids.length, ids);
    answer = found ?? answer;
    promptLength = ids.length;
  }

  return {
    hear(ids: readonly number[]): void {
      embedded = ids;
    },
    /** @returns the token behind each of the last `keep` rows */
    say(rows: number, total: number, keep: number): number[] {
      if (rows > 1) read(total - rows, embedded);
      const firstRow = total - keep;
      return Array.from({ length: keep }, (_, i) => answer[firstRow + i + 1 - promptLength] ?? answer.at(-1) ?? 0);
    },
  };
}

/** Writes 1 at the token of each row, and 0 where the run before wrote a 1: some bytes instead of the whole row. */
function createHotWriter({ queue }: GPUDevice) {
  const { vocabulary } = QWEN3_VL_2B;
  const places = new WeakMap<GPUBuffer, readonly number[]>();
  const [zero, one] = [Float32Array.of(0), Float32Array.of(1)];
  return (buffer: GPUBuffer, hot: readonly number[]): void => {
    const at = hot.map((id, row) => (row * vocabulary + id) * bytesOf('float32'));
    for (const place of places.get(buffer) ?? []) queue.writeBuffer(buffer, place, zero);
    for (const place of at) queue.writeBuffer(buffer, place, one);
    places.set(buffer, at);
  };
}

type Info = Session['inputMetadata'][number];

const info = (name: string, type: ElementType, shape: readonly (number | string)[]): Info => ({
  name,
  isTensor: true,
  type,
  shape,
});

function described(inputs: readonly Info[], outputs: readonly Info[]): Omit<Session, 'run'> {
  return {
    inputNames: inputs.map(({ name }) => name),
    outputNames: outputs.map(({ name }) => name),
    inputMetadata: inputs,
    outputMetadata: outputs,
  };
}
