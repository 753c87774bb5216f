// A model's files as the vision thread joins them, in Node on ONNX Runtime's wasm.
import { PreTrainedTokenizer } from '@huggingface/transformers';
import { isFailure } from '../../src/vision/failure.ts';
import { createGenerator, type Generator } from '../../src/vision/generation/generator.ts';
import { ALL_LEVERS } from '../../src/vision/generation/levers.ts';
import type { Dtypes } from '../../src/vision/models.ts';
import { readFamily } from '../../src/vision/processor/family.ts';
import type { ProcessorModel } from '../../src/vision/processor/processor.ts';
import { readProcessing } from '../../src/vision/processor/readProcessing.ts';
import { modelOf, processorOf } from '../../src/vision/qwenVl.ts';
import { type ModelFiles, makeNodeTensor, openSessionsInNode } from '../support/contractModels/nodeSessions.ts';

export interface NodeModel {
  readonly processor: ProcessorModel;
  readonly generator: Generator;
  readonly textOf: (ids: readonly number[]) => string;
}

export async function openNodeModel(files: ModelFiles, dtypes: Dtypes): Promise<NodeModel> {
  const read = (path: string): unknown => {
    const bytes = files.get(path);
    return bytes && JSON.parse(new TextDecoder().decode(bytes));
  };
  const tokenizer = new PreTrainedTokenizer(read('tokenizer.json'), read('tokenizer_config.json'));
  const family = readFamily(read('config.json'));
  if (isFailure(family)) throw new Error(family.message);
  const processing = readProcessing(family, read('preprocessor_config.json'), read('video_preprocessor_config.json'));
  const { vocab_size, text_config } = read('config.json') as {
    vocab_size?: number;
    text_config?: { vocab_size?: number };
  };
  const { eos_token_id } = read('generation_config.json') as { eos_token_id: number | number[] };
  return {
    processor: processorOf({ tokenizer, chatTemplate: undefined, family, processing }),
    generator: createGenerator(
      modelOf({
        sessions: { sessions: await openSessionsInNode(files, dtypes), makeTensor: makeNodeTensor },
        family,
        groupsAttention: false,
        stopIds: [eos_token_id].flat(),
        vocabularySize: text_config?.vocab_size ?? vocab_size ?? 0,
      }),
      ALL_LEVERS,
    ),
    textOf: (ids) => tokenizer.decode([...ids], { skip_special_tokens: true }),
  };
}
