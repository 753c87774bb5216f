import type { PreTrainedTokenizer } from '@huggingface/transformers';
import { expect, test, vi } from 'vitest';
import { AnswerStreamer } from './answerStreamer.ts';

// The library brings ONNX Runtime along; its base class has no behaviour of its own.
vi.mock('@huggingface/transformers', () => ({ BaseStreamer: class {} }));

const WORDS: Record<string, string> = { '1': 'a', '2': ' car', '9': '' };

/** Decodes what the tests use; token 9 is special and leaves no text. */
const tokenizer = {
  decode: (ids: readonly bigint[]) => ids.map((id) => WORDS[String(id)] ?? '?').join(''),
} as unknown as PreTrainedTokenizer;

function setUp() {
  const texts: string[] = [];
  return { texts, streamer: new AnswerStreamer(tokenizer, (text) => texts.push(text)) };
}

test('V2: the prompt comes first and is no part of the answer', () => {
  const { streamer, texts } = setUp();
  streamer.put([[7n, 7n, 7n]]);
  expect([streamer.ids, streamer.text, streamer.firstTokenAtMs, texts]).toEqual([[], '', 0, []]);
});

test('V2: each token gives the whole text so far', () => {
  const { streamer, texts } = setUp();
  for (const ids of [[7n], [1n], [2n]]) streamer.put([ids]);
  expect(texts).toEqual(['a', 'a car']);
  expect(streamer.ids).toEqual([1n, 2n]);
  expect(streamer.text).toBe('a car');
});

test('V2: a token without text is counted and not told', () => {
  const { streamer, texts } = setUp();
  for (const ids of [[7n], [1n], [9n]]) streamer.put([ids]);
  expect(texts).toEqual(['a']);
  expect(streamer.ids).toHaveLength(2);
});

test('V2: the time of the first token stays', () => {
  const { streamer } = setUp();
  streamer.put([[7n]]);
  streamer.put([[1n]]);
  const first = streamer.firstTokenAtMs;
  expect(first).toBeGreaterThan(0);
  streamer.put([[2n]]);
  expect(streamer.firstTokenAtMs).toBe(first);
});
