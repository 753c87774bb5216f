// The JSON files of a repository, with the keys that the real ones have and that transformers.js or a worker reads.
import { type Contract, type FamilyName, LINEAR } from './families.ts';

/** Of the tokenizer: its two files, and its special tokens' ids. */
export interface TokenizerFiles {
  readonly tokenizer: object;
  readonly tokenizerConfig: Readonly<Record<string, unknown>>;
  readonly idOf: (token: string) => number;
}

interface Names {
  readonly model: string;
  readonly processor: string;
  readonly textType?: string;
  readonly visionType?: string;
}

const NAMES: Readonly<Record<FamilyName, Names>> = {
  qwen2_vl: { model: 'Qwen2VLForConditionalGeneration', processor: 'Qwen2VLProcessor' },
  qwen2_5_vl: {
    model: 'Qwen2_5_VLForConditionalGeneration',
    processor: 'Qwen2_5_VLProcessor',
    textType: 'qwen2_5_vl_text',
    visionType: 'qwen2_5_vl',
  },
  qwen3_vl: {
    model: 'Qwen3VLForConditionalGeneration',
    processor: 'Qwen3VLProcessor',
    textType: 'qwen3_vl_text',
    visionType: 'qwen3_vl',
  },
  qwen3_5: {
    model: 'Qwen3_5ForConditionalGeneration',
    processor: 'Qwen3VLProcessor',
    textType: 'qwen3_5_text',
    visionType: 'qwen3_5',
  },
};

const isOlder = (family: FamilyName): boolean => family === 'qwen2_vl' || family === 'qwen2_5_vl';

export function repositoryFiles(contract: Contract, tokens: TokenizerFiles, dataFiles: readonly string[]) {
  const { tokenizer, tokenizerConfig, idOf } = tokens;
  return {
    'config.json': configOf(contract, idOf, dataFiles),
    'generation_config.json': {
      do_sample: true,
      bos_token_id: idOf('<|endoftext|>'),
      eos_token_id: [idOf('<|im_end|>'), idOf('<|endoftext|>')],
      pad_token_id: idOf('<|endoftext|>'),
      repetition_penalty: 1,
      temperature: 0.7,
      top_k: 20,
      top_p: 0.8,
    },
    'preprocessor_config.json': imageProcessing(contract),
    // The repositories of the older models have no such file.
    ...(!isOlder(contract.family) && { 'video_preprocessor_config.json': videoProcessing(contract) }),
    'tokenizer.json': tokenizer,
    'tokenizer_config.json': { ...tokenizerConfig, chat_template: chatTemplate(contract.family) },
  };
}

function configOf(contract: Contract, idOf: (token: string) => number, dataFiles: readonly string[]) {
  const { family, width, layers, kvHeads, headDim, logitsWidth, layerTypes } = contract;
  const { model, textType, visionType } = NAMES[family];
  const text = {
    hidden_size: width,
    num_hidden_layers: layers,
    num_attention_heads: kvHeads * 2,
    num_key_value_heads: kvHeads,
    head_dim: headDim,
    vocab_size: logitsWidth,
    max_position_embeddings: 32_768,
    ...(family === 'qwen3_5' && {
      layer_types: layerTypes,
      full_attention_interval: 4,
      linear_conv_kernel_dim: LINEAR.window,
      linear_num_key_heads: LINEAR.heads,
      linear_num_value_heads: LINEAR.heads,
      linear_key_head_dim: LINEAR.headDim,
      linear_value_head_dim: LINEAR.headDim,
    }),
  };
  return {
    architectures: [model],
    model_type: family,
    image_token_id: idOf('<|image_pad|>'),
    video_token_id: idOf('<|video_pad|>'),
    vision_start_token_id: idOf('<|vision_start|>'),
    vision_end_token_id: idOf('<|vision_end|>'),
    eos_token_id: idOf('<|im_end|>'),
    // Qwen2-VL has the text model's keys at the top.
    ...(textType ? { text_config: { model_type: textType, ...text } } : text),
    vision_config: { ...(visionType && { model_type: visionType }), ...visionConfig(contract) },
    'transformers.js_config': {
      ...(dataFiles.length > 0 && {
        use_external_data_format: Object.fromEntries(dataFiles.map((file) => [file.replace(/_data$/, ''), 1])),
      }),
    },
  };
}

function visionConfig({ family, patchSize, width, taps }: Contract) {
  const common = { patch_size: patchSize, spatial_merge_size: 2, temporal_patch_size: 2 };
  switch (family) {
    case 'qwen2_vl':
      return { ...common, depth: 32, embed_dim: 1280, hidden_size: width, in_chans: 3, spatial_patch_size: patchSize };
    case 'qwen2_5_vl':
      return {
        ...common,
        depth: 32,
        hidden_size: 1280,
        out_hidden_size: width,
        in_chans: 3,
        spatial_patch_size: patchSize,
        window_size: 112,
        fullatt_block_indexes: [7, 15, 23, 31],
        tokens_per_second: 2,
      };
    case 'qwen3_vl':
    case 'qwen3_5':
      return {
        ...common,
        depth: 24,
        hidden_size: 1024,
        out_hidden_size: width,
        in_channels: 3,
        num_position_embeddings: 2304,
        deepstack_visual_indexes: [5, 11, 17].slice(0, taps),
      };
  }
}

const CLIP = {
  image_mean: [0.48145466, 0.4578275, 0.40821073],
  image_std: [0.26862954, 0.26130258, 0.27577711],
};
const HALVES = { image_mean: [0.5, 0.5, 0.5], image_std: [0.5, 0.5, 0.5] };

function imageProcessing({ family, patchSize }: Contract) {
  const older = isOlder(family);
  return {
    image_processor_type: older ? 'Qwen2VLImageProcessor' : 'Qwen2VLImageProcessorFast',
    processor_class: NAMES[family].processor,
    ...(older
      ? { min_pixels: 3136, max_pixels: 12_845_056 }
      : { size: { shortest_edge: 65_536, longest_edge: 16_777_216 } }),
    patch_size: patchSize,
    merge_size: 2,
    temporal_patch_size: 2,
    ...(older ? CLIP : HALVES),
  };
}

function videoProcessing({ family, patchSize }: Contract) {
  return {
    video_processor_type: 'Qwen3VLVideoProcessor',
    processor_class: NAMES[family].processor,
    size: { shortest_edge: 4096, longest_edge: 25_165_824 },
    patch_size: patchSize,
    merge_size: 2,
    temporal_patch_size: 2,
    ...HALVES,
  };
}

/** What the real templates write, for messages of text, images and videos. */
function chatTemplate(family: FamilyName): string {
  const system = isOlder(family)
    ? `{%- if messages[0].role != 'system' %}{{ '<|im_start|>system\\nYou are a helpful assistant.<|im_end|>\\n' }}{% endif %}`
    : '';
  // Qwen3.5 thinks only when asked to: else its thoughts are given as empty.
  const opening =
    family === 'qwen3_5'
      ? `{{ '<think>\\n' if enable_thinking is defined and enable_thinking else '<think>\\n\\n</think>\\n\\n' }}`
      : '';
  return [
    system,
    `{%- for message in messages %}{{ '<|im_start|>' + message.role + '\\n' }}`,
    `{%- if message.content is string %}{{ message.content }}{% else %}{%- for part in message.content %}`,
    `{%- if part.type == 'image' %}{{ '<|vision_start|><|image_pad|><|vision_end|>' }}`,
    `{%- elif part.type == 'video' %}{{ '<|vision_start|><|video_pad|><|vision_end|>' }}`,
    `{%- else %}{{ part.text }}{% endif %}{%- endfor %}{%- endif %}{{ '<|im_end|>\\n' }}{%- endfor %}`,
    `{%- if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}${opening}{%- endif %}`,
  ].join('');
}
