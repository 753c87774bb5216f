// The models that the page offers. Any other repository id of the HF Hub is taken as it stands, at its own risk.
import { demoRevision } from '../platform/build.ts';
import type { Dtype } from './api.ts';
import type { DecoderBytes } from './speed.ts';

/** One a session. */
export interface Dtypes {
  readonly embed_tokens: Dtype;
  readonly vision_encoder: Dtype;
  readonly decoder_model_merged: Dtype;
}

/** What a model takes with one choice of dtypes. */
export interface Variant {
  readonly dtype: Dtypes;
  /** To be downloaded; undefined where it is not known. */
  readonly downloadBytes?: number;
  /** On the device, weights and a job's caches together; undefined where it is not known. */
  readonly memoryBytes?: number;
  /** What the decoder reads for a token; undefined where it is not known, or no measure of speed. */
  readonly decoder?: DecoderBytes;
}

export interface Model {
  readonly id: string;
  /** What a person calls it. */
  readonly name: string;
  /** `page`: served beside the page. `hub`: fetched from the HF Hub or a mirror of it. */
  readonly origin: 'page' | 'hub';
  /** A commit of the Hub, so that nothing changes under a person; `main` for what a person typed. */
  readonly revision: string;
  /** For a GPU with shader-f16, and for one without, and wasm. */
  readonly withF16: Variant;
  readonly withoutF16: Variant;
  /** The largest single buffer that its weights need, in bytes; undefined where it is not known. */
  readonly needsBufferBytes?: number;
  /** As an SPDX id or a name; undefined where the repository does not say. */
  readonly licence?: string;
  /** Pixels a side that become one token of vision; absent: 32, as of all from Qwen3-VL on. */
  readonly tokenSide?: number;
  /** `demo`: the few questions that the demo model was trained for. */
  readonly tasks: 'all' | 'demo';
}

export const DEMO_MODEL_ID = 'demo-model';

const allIn = (dtype: Dtype): Dtypes => ({ embed_tokens: dtype, vision_encoder: dtype, decoder_model_merged: dtype });

// Qwen3-VL 2B, 4 bits a weight in blocks of 32, each with its scale (16 or 32 bits) and its zero point (4 bits): the q4 decoder's
// file, 1,102,630,912 bytes, is exactly that and the single-precision norms.
const QWEN3_VL_2B_DECODER = {
  weights: 28 * (2 * 2048 * 2048 + 2 * 2048 * 1024 + 3 * 2048 * 6144) + 151_936 * 2048,
  norms: (2 * 28 + 1) * 2048,
  /** Layers, keys and values, heads, width. */
  cachedNumbers: 28 * 2 * 8 * 128,
};

const qwen3Vl2bDecoder = (floatBytes: 2 | 4): DecoderBytes => ({
  weights: (QWEN3_VL_2B_DECODER.weights * (4 + (8 * floatBytes + 4) / 32)) / 8 + QWEN3_VL_2B_DECODER.norms * floatBytes,
  cachePerToken: QWEN3_VL_2B_DECODER.cachedNumbers * floatBytes,
});

// Sizes of the real models are the sums of the files that are fetched, as the Hub lists them; those that end in many zeros
// come from others' catalogues. Memory is the weights, the caches of 4,096 tokens, and half a gigabyte for what is between
// the layers. The largest buffer is the embedding (and the head) in 4 bits: vocabulary × width ÷ 2, which ONNX Runtime
// binds as one piece, so that an adapter's maxStorageBufferBindingSize must reach it (128 MiB is all that WebGPU promises).
// What a decoder reads for a token is known of one model; the demo model's fits into a GPU's cache, so that memory is no
// measure for it.
export const MODELS: readonly Model[] = [
  {
    id: DEMO_MODEL_ID,
    name: 'Demo Qwen3-VL',
    origin: 'page',
    revision: demoRevision,
    withF16: { dtype: allIn('fp32'), downloadBytes: 5_500_000, memoryBytes: 50_000_000 },
    withoutF16: { dtype: allIn('fp32'), downloadBytes: 5_500_000, memoryBytes: 50_000_000 },
    needsBufferBytes: 1_048_576,
    licence: 'Apache-2.0',
    tasks: 'demo',
  },
  {
    id: 'onnx-community/Qwen3-VL-2B-Instruct-ONNX',
    name: 'Qwen3-VL 2B',
    origin: 'hub',
    revision: '3e4136ea66ae6e07c110e64fe07da2e029517ab5',
    withF16: {
      dtype: allIn('q4f16'),
      downloadBytes: 1_373_000_000,
      memoryBytes: 2_350_000_000,
      decoder: qwen3Vl2bDecoder(2),
    },
    withoutF16: {
      dtype: allIn('q4'),
      downloadBytes: 1_534_532_835,
      memoryBytes: 3_000_000_000,
      decoder: qwen3Vl2bDecoder(4),
    },
    needsBufferBytes: (151_936 * 2048) / 2,
    licence: 'Apache-2.0',
    tasks: 'all',
  },
  {
    id: 'onnx-community/Qwen3.5-0.8B-ONNX-OPT',
    name: 'Qwen3.5 0.8B',
    origin: 'hub',
    revision: 'fafab72d87a9e6be3925b38caf48286d2838f2d0',
    withF16: { dtype: allIn('q4f16'), downloadBytes: 665_000_000, memoryBytes: 1_250_000_000 },
    withoutF16: { dtype: allIn('q4'), downloadBytes: 734_800_000, memoryBytes: 1_400_000_000 },
    needsBufferBytes: (248_320 * 1024) / 2,
    licence: 'Apache-2.0',
    tasks: 'all',
  },
  {
    id: 'onnx-community/Qwen3.5-2B-ONNX-OPT',
    name: 'Qwen3.5 2B',
    origin: 'hub',
    revision: '2ea7886f48b926aca97de8b0e041ffca7e3ebaa9',
    withF16: { dtype: allIn('q4f16'), downloadBytes: 1_600_192_460, memoryBytes: 2_200_000_000 },
    withoutF16: { dtype: allIn('q4'), downloadBytes: 1_771_271_984, memoryBytes: 2_450_000_000 },
    needsBufferBytes: (248_320 * 2048) / 2,
    licence: 'Apache-2.0',
    tasks: 'all',
  },
  {
    id: 'onnx-community/Qwen2.5-VL-3B-Instruct-ONNX',
    name: 'Qwen2.5-VL 3B',
    origin: 'hub',
    revision: 'main',
    withF16: { dtype: allIn('q4f16'), downloadBytes: 2_550_000_000, memoryBytes: 3_200_000_000 },
    withoutF16: { dtype: allIn('q4') },
    needsBufferBytes: (151_936 * 2048) / 2,
    licence: 'Qwen Research License',
    tokenSide: 28,
    tasks: 'all',
  },
  {
    id: 'onnx-community/Qwen2-VL-2B-Instruct',
    name: 'Qwen2-VL 2B',
    origin: 'hub',
    revision: 'main',
    withF16: { dtype: allIn('q4f16'), downloadBytes: 2_668_000_000, memoryBytes: 3_300_000_000 },
    withoutF16: { dtype: allIn('q4') },
    // Exported before embeddings came in 4 bits: half floats with shader-f16, twice as much without.
    needsBufferBytes: 151_936 * 1536 * 2,
    licence: 'Apache-2.0',
    tokenSide: 28,
    tasks: 'all',
  },
];

/** The catalogue's entry, or a plain one for a repository id that a person typed. */
export function findModel(id: string): Model {
  const typed: Model = {
    id,
    name: id,
    origin: 'hub',
    revision: 'main',
    withF16: { dtype: allIn('q4f16') },
    withoutF16: { dtype: allIn('q4') },
    tasks: 'all',
  };
  return MODELS.find((model) => model.id === id) ?? typed;
}
