// What a job's metadata asks, read before anything is fetched for it. The worker thread uses it: nothing heavy comes along.
import * as v from 'valibot';
import { type Ask, TASK_NAMES, type TaskName } from '../ask.ts';
import { MAX_LABEL_LENGTH, MAX_LABELS, MAX_LANGUAGE_LENGTH, MAX_PROMPT_LENGTH } from './limits.ts';
import { tidy } from './tidy.ts';

/** What a person wants of a camera's jobs where they do not say it themselves. */
export type AskDefaults = Partial<Omit<Ask, 'before'>>;

const text = (maxLength: number) => {
  const message = `must be a text of at most ${maxLength} characters`;
  return v.pipe(v.string(message), v.trim(), v.maxLength(maxLength, message));
};
const labelsMessage = `must be a list of at most ${MAX_LABELS} texts`;
const maxTokensMessage = 'must be a whole number above 0';

const metadataSchema = v.object({
  task: v.exactOptional(v.picklist(TASK_NAMES, `must be one of ${TASK_NAMES.join(', ')}`)),
  prompt: v.exactOptional(text(MAX_PROMPT_LENGTH)),
  labels: v.exactOptional(
    v.pipe(v.array(text(MAX_LABEL_LENGTH), labelsMessage), v.maxLength(MAX_LABELS, labelsMessage)),
  ),
  language: v.exactOptional(text(MAX_LANGUAGE_LENGTH)),
  max_tokens: v.exactOptional(
    v.pipe(v.number(maxTokensMessage), v.integer(maxTokensMessage), v.minValue(1, maxTokensMessage)),
  ),
});

/** What the others can do without, these cannot. */
const NEEDED: Partial<Record<TaskName, string>> = { question: 'a question', alert: 'the condition of the alert' };

/** Of a value in a sentence about it. */
const MAX_SHOWN_LENGTH = 60;

/**
 * The ask of a job, its gaps filled by the person's defaults: prompt and labels only where they stand beside the same task.
 *
 * @returns undefined where neither names a task; a sentence with field and value where what is said makes no sense
 */
export function readAsk(metadata: unknown, defaults: AskDefaults): Ask | { readonly problem: string } | undefined {
  const said = saidIn(metadata);
  if (said['task'] === undefined && defaults.task === undefined) return undefined;
  const parsed = v.safeParse(metadataSchema, said);
  if (!parsed.success) return { problem: problemOf(parsed.issues[0]) };
  const { task = defaults.task, max_tokens: maxTokens, ...wishes } = parsed.output;
  if (task === undefined) return undefined;
  const ask: Ask = { ...defaultsFor(task, defaults), task, ...wishes, ...(maxTokens && { maxTokens }) };
  const needed = NEEDED[task];
  if (needed && !ask.prompt) return { problem: `The task “${task}” needs ${needed} in metadata.prompt.` };
  return ask;
}

/** Relays write nothing as null, as an empty text or as an empty list. */
function saidIn(metadata: unknown): Record<string, unknown> {
  const isBlank = (value: unknown) =>
    value === null || (typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(metadata ?? {}).filter(([, value]) => !isBlank(value)));
}

function defaultsFor(task: TaskName, { prompt, labels, ...defaults }: AskDefaults): AskDefaults {
  if (defaults.task !== undefined && defaults.task !== task) return defaults;
  return { ...defaults, ...(prompt && { prompt }), ...(labels && labels.length > 0 && { labels }) };
}

function problemOf(issue: v.BaseIssue<unknown>): string {
  const field = issue.path?.map(({ key }) => key).join('.');
  const value = tidy(JSON.stringify(issue.input) ?? 'nothing', MAX_SHOWN_LENGTH);
  return `metadata.${field} ${issue.message}, not ${value}.`;
}
