import { type Message, PreTrainedTokenizer } from '@huggingface/transformers';
import { InferenceSession } from 'onnxruntime-web';
import * as withWebGpu from 'onnxruntime-web/webgpu';
import { expect, test } from 'vitest';
import { type ContractOptions, FAMILIES, type FamilyName } from '../support/contractModels/families.ts';
import { allOf, openSessionsInNode } from '../support/contractModels/nodeSessions.ts';
import { writeContractModel } from '../support/contractModels/writeContractModel.ts';

/** Two cores may have other work to do. */
const TIMEOUT_MS = 60_000;

const open = (family: FamilyName, options: ContractOptions = {}) =>
  openSessionsInNode(writeContractModel(family, options), allOf(options.dtype ?? 'fp32'));

/** `name type [dims]`, batch, sequence, past and total lengths by their first letters. */
function described(values: readonly InferenceSession.ValueMetadata[]): string[] {
  const short = (size: number | string) => (typeof size === 'number' ? size : size.slice(0, 1));
  return values.map((value) =>
    value.isTensor ? `${value.name} ${value.type} [${value.shape.map(short).join(' ')}]` : value.name,
  );
}

const layersOf = (count: number, lines: (layer: number) => readonly string[]) =>
  Array.from({ length: count }, (_, layer) => lines(layer)).flat();

const keysAndValues =
  (shape: string, type = 'float32') =>
  (layer: number) => [
    `past_key_values.${layer}.key ${type} ${shape}`,
    `past_key_values.${layer}.value ${type} ${shape}`,
  ];

const TABLE: readonly {
  readonly family: FamilyName;
  readonly options: ContractOptions;
  readonly embed: readonly string[];
  readonly vision: readonly string[];
  readonly decoder: readonly string[];
}[] = [
  {
    family: 'qwen2_vl',
    options: {},
    embed: ['input_ids int64 [b s]', 'inputs_embeds float32 [b s 1536]'],
    vision: ['pixel_values float32 [p 1176]', 'grid_thw int64 [i 3]', 'image_features float32 [m 1536]'],
    decoder: [
      'inputs_embeds float32 [b s 1536]',
      'attention_mask int64 [b t]',
      'position_ids int64 [3 b s]',
      ...layersOf(3, keysAndValues('[b 2 p 128]')),
    ],
  },
  {
    family: 'qwen2_5_vl',
    options: {},
    embed: ['input_ids int64 [b s]', 'inputs_embeds float32 [b s 2048]'],
    vision: ['pixel_values float32 [p 1176]', 'image_grid_thw int64 [i 3]', 'image_features float32 [m 2048]'],
    decoder: [
      'inputs_embeds float32 [b s 2048]',
      'attention_mask int64 [b t]',
      'position_ids int64 [3 b s]',
      ...layersOf(3, keysAndValues('[b 2 p 128]')),
    ],
  },
  {
    family: 'qwen3_vl',
    options: { layers: 28 },
    embed: ['input_ids int64 [b s]', 'inputs_embeds float32 [b s 2048]'],
    vision: ['pixel_values float32 [p 1536]', 'image_grid_thw int64 [i 3]', 'image_features float32 [m 2048]'],
    decoder: [
      'inputs_embeds float32 [b s 2048]',
      'attention_mask int64 [b t]',
      'position_ids int64 [3 b s]',
      ...layersOf(28, keysAndValues('[b 8 p 128]')),
    ],
  },
  {
    family: 'qwen3_vl',
    options: { dtype: 'q4f16', logitsToKeep: true, taps: 3 },
    embed: ['input_ids int64 [b s]', 'inputs_embeds float32 [b s 8192]'],
    vision: ['pixel_values float32 [p 1536]', 'image_grid_thw int64 [i 3]', 'image_features float32 [m 8192]'],
    decoder: [
      'inputs_embeds float32 [b s 8192]',
      'attention_mask int64 [b t]',
      'position_ids int64 [3 b s]',
      'num_logits_to_keep int64 []',
      ...layersOf(3, keysAndValues('[b 8 p 128]', 'float16')),
    ],
  },
  {
    family: 'qwen3_5',
    options: {},
    embed: ['input_ids int64 [b s]', 'inputs_embeds float32 [b s 1024]'],
    vision: ['pixel_values float32 [p 1536]', 'image_grid_thw int64 [i 3]', 'image_features float32 [m 1024]'],
    decoder: [
      'inputs_embeds float32 [b s 1024]',
      'attention_mask int64 [b t]',
      'position_ids int64 [3 b s]',
      'num_logits_to_keep int64 []',
      ...layersOf(3, (layer) => [
        `past_conv.${layer} float32 [b 6144 4]`,
        `past_recurrent.${layer} float32 [b 16 128 128]`,
      ]),
      ...keysAndValues('[b 2 p 256]')(3),
    ],
  },
];

for (const { family, options, embed, vision, decoder } of TABLE) {
  const title = `V4: ${family} ${JSON.stringify(options)} takes and gives what the real export does, by name, type and shape`;
  test(title, { timeout: TIMEOUT_MS }, async () => {
    const sessions = await open(family, options);
    const both = ({ inputMetadata, outputMetadata }: InferenceSession) =>
      described([...inputMetadata, ...outputMetadata]);
    expect(both(sessions.embed_tokens as InferenceSession)).toEqual(embed);
    expect(both(sessions.vision_encoder as InferenceSession)).toEqual(vision);

    const { inputMetadata, outputMetadata } = sessions.decoder_model_merged as InferenceSession;
    expect(described(inputMetadata)).toEqual(decoder);
    const caches = decoder.filter((line) => line.startsWith('past_'));
    const present = caches.map((line) => line.replace('past_key_values', 'present').replace('past_', 'present_'));
    // What grows is as long as all tokens.
    const grown = present.map((line) => line.replace(' p ', ' t '));
    const logits = `logits ${options.dtype === 'q4f16' ? 'float16' : 'float32'} [b n 512]`;
    expect(described(outputMetadata).sort()).toEqual([logits, ...grown].sort());
  });
}

test('V4: a model in 4 bits comes in files beside its graphs, and its config says so', () => {
  const files = writeContractModel('qwen3_vl', { dtype: 'q4' });
  const parse = (path: string) => JSON.parse(new TextDecoder().decode(files.get(path)));
  expect([...files.keys()].filter((path) => path.startsWith('onnx/'))).toEqual([
    'onnx/embed_tokens_q4.onnx',
    'onnx/embed_tokens_q4.onnx_data',
    'onnx/vision_encoder_q4.onnx',
    'onnx/vision_encoder_q4.onnx_data',
    'onnx/decoder_model_merged_q4.onnx',
    'onnx/decoder_model_merged_q4.onnx_data',
  ]);
  expect(parse('config.json')['transformers.js_config']).toEqual({
    use_external_data_format: {
      'embed_tokens_q4.onnx': 1,
      'vision_encoder_q4.onnx': 1,
      'decoder_model_merged_q4.onnx': 1,
    },
  });
  expect(parse('generation_config.json').do_sample).toBe(true);
});

test('V4: a model is small, and the same each time it is written', { timeout: TIMEOUT_MS }, () => {
  for (const family of FAMILIES) {
    const [first, again] = [writeContractModel(family), writeContractModel(family)];
    expect([...again.keys()]).toEqual([...first.keys()]);
    for (const [path, file] of first)
      expect([path, Buffer.compare(file, again.get(path) as Uint8Array)]).toEqual([path, 0]);
    for (const file of first.values()) expect(file.length).toBeLessThan(300_000);
  }
});

test('V4: each family writes a chat as the real ones do, the older with a system of their own, Qwen3.5 without a thought', () => {
  const content = [{ type: 'image' }, { type: 'video' }, { type: 'text', text: 'Hi' }];
  const write = (family: FamilyName) => {
    const files = writeContractModel(family);
    const parse = (path: string): unknown => JSON.parse(new TextDecoder().decode(files.get(path)));
    const tokenizer = new PreTrainedTokenizer(parse('tokenizer.json'), parse('tokenizer_config.json'));
    const options = { tokenize: false, add_generation_prompt: true };
    return tokenizer.apply_chat_template([{ role: 'user', content } as unknown as Message], options);
  };
  const see = (what: string) => `<|vision_start|><|${what}_pad|><|vision_end|>`;
  const newer = `<|im_start|>user\n${see('image')}${see('video')}Hi<|im_end|>\n<|im_start|>assistant\n`;
  const older = `<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n${newer}`;
  expect(FAMILIES.map(write)).toEqual([older, older, newer, `${newer}<think>\n\n</think>\n\n`]);
});

test('V6: the wasm build that has WebGPU cannot look up embeddings in 4 bits as the real models have them; the plain one can', {
  timeout: TIMEOUT_MS,
}, async () => {
  const file = 'embed_tokens_q4.onnx';
  const files = writeContractModel('qwen3_vl', { dtype: 'q4', blockQuantizedEmbeddings: true });
  const graph = files.get(`onnx/${file}`) as Uint8Array;
  const data = files.get(`onnx/${file}_data`) as Uint8Array;
  const options = { executionProviders: ['wasm'], externalData: [{ path: `${file}_data`, data }] };
  withWebGpu.env.wasm.numThreads = 1;
  await expect(withWebGpu.InferenceSession.create(graph, options)).rejects.toThrow(/GatherBlockQuantized/);
  await expect(InferenceSession.create(graph, options)).resolves.toBeDefined();
});
