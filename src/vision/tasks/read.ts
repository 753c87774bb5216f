import { listOf, TEXT } from './jsonSchemas.ts';
import { MAX_LINE_LENGTH } from './limits.ts';
import { lines, readJson } from './readAnswer.ts';
import type { FindingOf, Task } from './task.ts';
import { wishes } from './wishes.ts';

const MAX_TEXTS = 50;
const textsSchema = lines(MAX_TEXTS, MAX_LINE_LENGTH);

export const read: Task<FindingOf<'read'>> = {
  name: 'read',
  maxTokens: 512,
  prompt: ({ prompt = '' }) =>
    `Read all text that can be seen: signs, number plates, screens, labels. Write each piece as it stands, as a JSON list of strings: ["..."], or [] where there is none.${wishes({ prompt })}`,
  schema: () => listOf(TEXT, 0, MAX_TEXTS),
  parse(answer) {
    const texts = readJson(answer, textsSchema);
    return texts && { task: 'read', texts };
  },
};
