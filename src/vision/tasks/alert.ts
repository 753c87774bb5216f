import * as v from 'valibot';
import { SEVERITIES } from '../ask.ts';
import { objectOf, TEXT } from './jsonSchemas.ts';
import { MAX_LINE_LENGTH, MAX_PROMPT_LENGTH } from './limits.ts';
import { quote } from './quote.ts';
import { readJson, words } from './readAnswer.ts';
import type { FindingOf, Task } from './task.ts';
import { wishes } from './wishes.ts';

const verdictSchema = v.object({
  reason: v.pipe(words(MAX_LINE_LENGTH), v.nonEmpty()),
  alert: v.boolean(),
  severity: v.picklist(SEVERITIES),
});

export const alert: Task<FindingOf<'alert'>> = {
  name: 'alert',
  maxTokens: 192,
  wholeOnly: true,
  prompt: ({ prompt = '', language = '' }) =>
    `Does this hold for what this camera shows: ${quote(prompt, MAX_PROMPT_LENGTH)}? Say in one sentence what is to be seen of it, then decide, and say how urgent it is. Answer in JSON: {"reason": "...", "alert": true or false, "severity": "low", "medium" or "high"}.${wishes({ language })}`,
  // The reason comes first, so that the verdict follows from what was seen and not the other way round.
  schema: () => objectOf({ reason: TEXT, alert: { type: 'boolean' }, severity: { type: 'string', enum: SEVERITIES } }),
  parse(answer) {
    const verdict = readJson(answer, verdictSchema);
    // What is no alert is not urgent.
    return verdict && { task: 'alert', ...verdict, severity: verdict.alert ? verdict.severity : 'low' };
  },
};
