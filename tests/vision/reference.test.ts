// Hugging Face's models and ours, on the same prompts: logits of the first step and greedy tokens, on ONNX Runtime's wasm in
// Node. The browser's part is tests/e2e/vision.e2e.ts.
import { expect, test } from 'vitest';
import { prepare } from '../../src/vision/processor/processor.ts';
import { allOf, readModelFolder } from '../support/contractModels/nodeSessions.ts';
import { MODEL_FOLDERS, REFERENCE_PROMPTS } from '../support/processorCases.ts';
import { ANY_SIZE, messagesOf } from '../support/referenceMessages.ts';
import { openNodeModel } from './nodeModel.ts';

/** PyTorch and ONNX Runtime differ by less than 0.0002 in these models' logits. */
const LOGIT_TOLERANCE = 1e-3;

const open = async (folder: string) => openNodeModel(await readModelFolder(folder), allOf('fp32'));
const MODELS = { tiny: await open(MODEL_FOLDERS.tiny), demo: await open(MODEL_FOLDERS.demo) };

test.each(REFERENCE_PROMPTS)(
  'V2: $name: first logits and greedy tokens are those of Hugging Face',
  async (reference) => {
    const { processor, generator } = MODELS[reference.model];
    const { ids, firstLogits } = await generator.generate(prepare(messagesOf(reference), processor, ANY_SIZE), {
      limits: { maxTokens: reference.answer.maxTokens, maxMs: Number.POSITIVE_INFINITY },
      signal: new AbortController().signal,
      onToken: () => {},
      now: () => 0,
      wantsFirstLogits: true,
    });
    for (const [i, id] of reference.logits.ids.entries()) {
      const ours = firstLogits?.[id] as number;
      expect(Math.abs(ours - (reference.logits.values[i] as number))).toBeLessThan(LOGIT_TOLERANCE);
    }
    expect(ids).toEqual(reference.answer.ids);
  },
);
