import { ModelRegistry } from '@huggingface/transformers';
import { describe, expect, test } from 'vitest';
import { modelFiles } from './modelFiles.ts';

const QWEN = {
  architectures: ['Qwen3VLForConditionalGeneration'],
  model_type: 'qwen3_vl',
  text_config: { model_type: 'qwen3_vl_text', num_hidden_layers: 1, num_attention_heads: 1, hidden_size: 8 },
};
const Q4F16 = { embed_tokens: 'q4f16', vision_encoder: 'fp16', decoder_model_merged: 'q4f16' };
const FP32 = { embed_tokens: 'fp32', vision_encoder: 'fp32', decoder_model_merged: 'fp32' };

const external = (use_external_data_format: unknown) => ({
  ...QWEN,
  'transformers.js_config': { use_external_data_format },
});
const graphsOf = (paths: readonly string[]): string[] => paths.filter((path) => path.startsWith('onnx/')).sort();
const pathsOf = (...args: Parameters<typeof modelFiles>): string[] => modelFiles(...args).map(({ path }) => path);

describe.each([
  ['no word of external data', QWEN],
  ['external data everywhere', external(true)],
  ['external data nowhere', external(false)],
  ['two files beside each graph', external(2)],
  ['external data by session', external({ decoder_model_merged: 2, vision_encoder: 1 })],
  ['external data by file', external({ 'decoder_model_merged_q4f16.onnx': 3, decoder_model_merged: 1 })],
  ['a setting that is null', external(null)],
])('a config with %s', (_, config) => {
  test.each([
    ['q4f16', Q4F16],
    ['fp32', FP32],
  ])('M3: needs the graphs and data that transformers.js asks for in %s', async (_dtype, dtype) => {
    // The types want a PretrainedConfig; the code takes what it was made from.
    const options = { config, dtype, device: 'webgpu' } as unknown as Parameters<
      typeof ModelRegistry.get_model_files
    >[1];
    const theirs = await ModelRegistry.get_model_files('owner/model', options);
    expect(graphsOf(pathsOf(config, dtype))).toEqual(graphsOf(theirs));
    expect(pathsOf(config, dtype)).toEqual(expect.arrayContaining(theirs));
  });
});

test('M3: the second file of external data is called _data_1', () => {
  const paths = pathsOf(external({ decoder_model_merged: 2 }), Q4F16);
  expect(graphsOf(paths)).toContain('onnx/decoder_model_merged_q4f16.onnx_data');
  expect(graphsOf(paths)).toContain('onnx/decoder_model_merged_q4f16.onnx_data_1');
});

test('M3: what only some models have is optional', () => {
  const optional = modelFiles(QWEN, FP32).filter((file) => file.optional);
  expect(optional.map(({ path }) => path)).toEqual([
    'generation_config.json',
    'video_preprocessor_config.json',
    'processor_config.json',
    'chat_template.jinja',
  ]);
});
