import { MAX_PROMPT_LENGTH } from './limits.ts';
import { quote } from './quote.ts';
import { readText } from './readAnswer.ts';
import type { FindingOf, Task } from './task.ts';
import { wishes } from './wishes.ts';

/** Plain text, as in `describe`. */
export const question: Task<FindingOf<'question'>> = {
  name: 'question',
  maxTokens: 256,
  prompt: ({ prompt = '', language = '' }) =>
    `Answer in one or two sentences, from what this camera shows: ${quote(prompt, MAX_PROMPT_LENGTH)}${wishes({ language })}`,
  schema: () => undefined,
  parse(answer) {
    const text = readText(answer);
    return text === undefined ? undefined : { task: 'question', answer: text };
  },
};
