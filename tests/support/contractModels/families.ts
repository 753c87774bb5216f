// What tells the families of Qwen-VL apart, as far as a worker notices: names, sizes and kinds of caches. The numbers are those
// of the 2B and 0.8B models but for the number of layers.
export const FAMILIES = ['qwen2_vl', 'qwen2_5_vl', 'qwen3_vl', 'qwen3_5'] as const;
export type FamilyName = (typeof FAMILIES)[number];

export interface Shape {
  readonly gridName: 'grid_thw' | 'image_grid_thw';
  readonly patchSize: number;
  /** Of a token's row. */
  readonly width: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly layers: number;
}

const SHAPES: Readonly<Record<FamilyName, Shape>> = {
  qwen2_vl: { gridName: 'grid_thw', patchSize: 14, width: 1536, kvHeads: 2, headDim: 128, layers: 3 },
  qwen2_5_vl: { gridName: 'image_grid_thw', patchSize: 14, width: 2048, kvHeads: 2, headDim: 128, layers: 3 },
  qwen3_vl: { gridName: 'image_grid_thw', patchSize: 16, width: 2048, kvHeads: 8, headDim: 128, layers: 3 },
  qwen3_5: { gridName: 'image_grid_thw', patchSize: 16, width: 1024, kvHeads: 2, headDim: 256, layers: 4 },
};

/** Qwen3.5's layers without attention over the past: a convolution and a recurrence, whose states do not grow. */
export const LINEAR = { heads: 16, headDim: 128, window: 4 } as const;
/** Queries, keys and values, one after another. */
export const LINEAR_CHANNELS = 3 * LINEAR.heads * LINEAR.headDim;
/** Each so-many-th layer of Qwen3.5 has attention. */
const ATTENTION_EACH = 4;

export interface ContractOptions {
  /** Decoder layers; the real Qwen3-VL 2B has 28. */
  readonly layers?: number;
  /** `q4`, `q4f16`: in 4 bits, in files beside the graphs; `fp16`, `q4f16`: caches and logits are half floats. */
  readonly dtype?: 'fp32' | 'fp16' | 'q4' | 'q4f16';
  /** The rows of tokens and images are half floats too; the exports that are known keep them single. */
  readonly halfRows?: boolean;
  /** Written out in small operators, or, as the real exports have it, fused (`GroupQueryAttention`), whose caches can stay in place. */
  readonly attention?: 'plain' | 'grouped';
  /** Width of the logits, where it is more than the tokenizer has tokens; those that it has not never come. */
  readonly logitsWidth?: number;
  /** The decoder takes `num_logits_to_keep`. */
  readonly logitsToKeep?: boolean;
  /** Deepstack: so many further rows beside each row, which the decoder adds after its first layers. */
  readonly taps?: number;
  /** Embeddings in 4 bits, as the real `q4` exports have them; ONNX Runtime's wasm has no kernel for it. */
  readonly blockQuantizedEmbeddings?: boolean;
}

export interface Contract extends Shape, Required<ContractOptions> {
  readonly family: FamilyName;
  readonly layerTypes: readonly ('full_attention' | 'linear_attention')[];
  /** Of the tokenizer. */
  readonly vocabulary: number;
  /** Of the vectors that the graphs compute with. */
  readonly core: number;
}

export function contractOf(family: FamilyName, options: ContractOptions, vocabulary: number): Contract {
  const shape = SHAPES[family];
  const layers = options.layers ?? shape.layers;
  const isLinear = (layer: number) => family === 'qwen3_5' && (layer + 1) % ATTENTION_EACH !== 0;
  return {
    dtype: 'fp32',
    attention: 'plain',
    logitsWidth: vocabulary,
    halfRows: false,
    logitsToKeep: family === 'qwen3_5',
    taps: 0,
    blockQuantizedEmbeddings: false,
    ...options,
    ...shape,
    layers,
    family,
    layerTypes: Array.from({ length: layers }, (_, i) => (isLinear(i) ? 'linear_attention' : 'full_attention')),
    vocabulary,
    core: 32,
  };
}
