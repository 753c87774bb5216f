// A model's files as the vision thread joins them, in Node on ONNX Runtime's wasm.
import { PreTrainedTokenizer } from '@huggingface/transformers';
import { isFailure } from '../../src/vision/failure.ts';
import type { Model } from '../../src/vision/generation/generate.ts';
import type { Dtypes } from '../../src/vision/models.ts';
import { readFamily } from '../../src/vision/processor/family.ts';
import type { ProcessorModel } from '../../src/vision/processor/processor.ts';
import { readProcessing } from '../../src/vision/processor/readProcessing.ts';
import { modelOf, processorOf } from '../../src/vision/qwenVl.ts';
import { type ModelFiles, makeNodeTensor, openSessionsInNode } from '../support/contractModels/nodeSessions.ts';

export interface NodeModel {
  readonly processor: ProcessorModel;
  readonly model: Model & { textOf(ids: readonly number[]): string };
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
  const { eos_token_id } = read('generation_config.json') as { eos_token_id: number | number[] };
  return {
    processor: processorOf({ tokenizer, chatTemplate: undefined, family, processing }),
    model: {
      ...modelOf({
        sessions: { sessions: await openSessionsInNode(files, dtypes), makeTensor: makeNodeTensor },
        family,
        stopIds: [eos_token_id].flat(),
      }),
      textOf: (ids) => tokenizer.decode([...ids], { skip_special_tokens: true }),
    },
  };
}
