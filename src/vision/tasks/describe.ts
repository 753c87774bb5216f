import { readText } from './readAnswer.ts';
import type { FindingOf, Task } from './task.ts';
import { wishes } from './wishes.ts';

/**
 * Plain text, held to nothing: a sentence is what these models write best, it reads well while it is being written, and
 * whatever comes can be told. A JSON object around one text would add tokens and ways to fail.
 */
export const describe: Task<FindingOf<'describe'>> = {
  name: 'describe',
  maxTokens: 160,
  prompt: (ask) => `Describe in one or two sentences what this camera shows.${wishes(ask)}`,
  schema: () => undefined,
  parse(answer) {
    const description = readText(answer);
    return description === undefined ? undefined : { task: 'describe', description };
  },
};
