// The generate loop on models of exactly the real ones' contracts: every family, half floats, 4 bits, 28 layers. A token that
// follows from the caches must follow from the whole prompt at once as well.
import { describe, expect, test } from 'vitest';
import type { GenerateOptions } from '../../src/vision/generation/generate.ts';
import type { Prompt } from '../../src/vision/generation/model.ts';
import { prepare } from '../../src/vision/processor/processor.ts';
import { type ContractOptions, FAMILIES, type FamilyName } from '../support/contractModels/families.ts';
import { allOf } from '../support/contractModels/nodeSessions.ts';
import { writeContractModel } from '../support/contractModels/writeContractModel.ts';
import { ANY_SIZE, messagesOf } from '../support/referenceMessages.ts';
import { CONTRACT_PROMPTS } from './contractPrompts.ts';
import { type NodeModel, openNodeModel } from './nodeModel.ts';

/** Two cores may have other work to do. */
const TIMEOUT_MS = 60_000;
const TOKENS = 5;

const MODELS: readonly (readonly [FamilyName, ContractOptions])[] = [
  ...FAMILIES.map((family) => [family, {}] as const),
  ['qwen3_vl', { taps: 3, logitsToKeep: true }],
  ['qwen3_vl', { layers: 28, dtype: 'q4' }],
  ['qwen3_vl', { dtype: 'fp16', halfRows: true }],
  ['qwen3_5', { dtype: 'q4f16', layers: 8 }],
];

const options = (maxTokens: number): GenerateOptions => ({
  limits: { maxTokens, maxMs: Number.POSITIVE_INFINITY },
  signal: new AbortController().signal,
  onToken: () => {},
  now: () => 0,
});

/** The prompt with the answer's first tokens at its end. */
function longer(prompt: Prompt, answer: readonly number[]): Prompt {
  const more = answer.map((_, i) => prompt.nextPosition + i);
  return {
    ...prompt,
    ids: [...prompt.ids, ...answer],
    positions: prompt.positions.map((axis) => [...axis, ...more]),
    nextPosition: prompt.nextPosition + answer.length,
  };
}

describe.each(MODELS)('%s %o', (family, contract) => {
  let opened: Promise<NodeModel> | undefined;
  const open = () => (opened ??= openNodeModel(writeContractModel(family, contract), allOf(contract.dtype ?? 'fp32')));

  test.each(Object.entries(CONTRACT_PROMPTS))(
    'M1 V12: with %s each token follows from caches as from the whole',
    async (_, asked) => {
      const { processor, generator } = await open();
      const prompt = prepare(messagesOf(asked), processor, ANY_SIZE);
      const { ids } = await generator.generate(prompt, options(TOKENS));
      expect(ids.length).toBeGreaterThan(0);
      for (let count = 1; count < ids.length; count++) {
        const next = await generator.generate(longer(prompt, ids.slice(0, count)), options(1));
        expect([count, next.ids[0]]).toEqual([count, ids[count]]);
      }
    },
    TIMEOUT_MS,
  );
});
