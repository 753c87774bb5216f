import { readFileSync } from 'node:fs';
import { PreTrainedTokenizer } from '@huggingface/transformers';
import { expect, test } from 'vitest';
import { readFamily } from './processor/family.ts';
import { readProcessing } from './processor/readProcessing.ts';
import { createQwenVl, type QwenVlParts } from './qwenVl.ts';

const read = (name: string): object => JSON.parse(readFileSync(`public/demo-model/${name}`, 'utf8')) as object;

/** What a frame of 720p becomes. Nothing is run. */
function tokensWith(framePixels: number | undefined): number | undefined {
  const family = readFamily(read('config.json'));
  if ('reason' in family) throw new Error(family.message);
  const metadata = [{ name: '', isTensor: true, type: 'float32', shape: [] }];
  const session = { inputNames: [], outputNames: [], inputMetadata: metadata, outputMetadata: metadata };
  const sessions = { embed_tokens: session, vision_encoder: session, decoder_model_merged: session };
  // As far as a prompt goes; the rest waits for an answer.
  const parts = {
    tokenizer: new PreTrainedTokenizer(read('tokenizer.json'), read('tokenizer_config.json')),
    family,
    processing: readProcessing(family, {}, {}),
    framePixels,
    sessions: { sessions },
    stopIds: [],
  } as unknown as QwenVlParts;
  const frame = { width: 1280, height: 720, data: new Uint8ClampedArray(1280 * 720 * 4) };
  const question = { before: '', after: 'What is there?' };
  return createQwenVl(parts).prepare(question, [frame], [0]).images[0]?.tokens;
}

test('G64: a frame becomes as many tokens as the person’s own limit on its pixels allows', () => {
  expect(tokensWith(undefined)).toBe(21 * 12);
  expect(tokensWith(65_536)).toBe(10 * 6);
  expect(tokensWith(1_048_576)).toBe(40 * 22);
});
