// What is asked in Try it, as a person types it, and what of it each task uses.
import type { TryRequest } from '../../worker/api.ts';

export type TryAsk = TryRequest['ask'];
export type TryTask = TryAsk['task'];

export interface TypedAsk {
  readonly task: TryTask;
  readonly prompt: string;
  /** Separated by commas. */
  readonly labels: string;
  readonly language: string;
  readonly maxTokens: string;
}

export const FIRST_ASK: TypedAsk = { task: 'describe', prompt: '', labels: '', language: '', maxTokens: '' };

export const ALL_TASKS: readonly TryTask[] = ['describe', 'detect', 'video', 'count', 'read', 'question', 'alert'];
/** Until the model is loaded and says so itself (src/vision/tasks/demoTasks.ts). */
export const DEMO_TASKS: readonly TryTask[] = ['describe', 'detect', 'video', 'count'];

/** What happens is seen in all frames at once, what is there in one. */
const OF_ALL_FRAMES: readonly TryTask[] = ['video', 'question', 'alert'];
const WITH_LABELS: readonly TryTask[] = ['detect', 'count'];
/** These say nothing without a prompt. */
const WITH_PROMPT: readonly TryTask[] = ['question', 'alert'];

export const looksAtAllFrames = (task: TryTask): boolean => OF_ALL_FRAMES.includes(task);

export interface Uses {
  /** What the prompt is for. */
  readonly prompt: 'question' | 'condition' | 'wish' | undefined;
  readonly labels: boolean;
  readonly language: boolean;
}

/** @param isDemo it was trained with fixed words: wishes and languages are lost on it */
export const usesOf = (task: TryTask, isDemo: boolean): Uses => ({
  prompt: isDemo ? undefined : task === 'question' ? 'question' : task === 'alert' ? 'condition' : 'wish',
  labels: WITH_LABELS.includes(task),
  language: !isDemo,
});

export type AskProblem = 'question' | 'condition' | 'max-tokens';

export function askProblem({ task, prompt, maxTokens }: TypedAsk): AskProblem | undefined {
  if (WITH_PROMPT.includes(task) && prompt.trim() === '') return task === 'question' ? 'question' : 'condition';
  return maxTokens.trim() === '' || /^0*[1-9]\d{0,3}$/.test(maxTokens.trim()) ? undefined : 'max-tokens';
}

/** Only what the task uses is asked. */
export function askOf({ task, ...typed }: TypedAsk, isDemo: boolean): TryAsk {
  const uses = usesOf(task, isDemo);
  const prompt = uses.prompt ? typed.prompt.trim() : '';
  const labels = uses.labels ? labelsOf(typed.labels) : [];
  const language = uses.language ? typed.language.trim() : '';
  const maxTokens = Number(typed.maxTokens);
  return {
    task,
    ...(prompt && { prompt }),
    ...(labels.length > 0 && { labels }),
    ...(language && { language }),
    ...(maxTokens > 0 && { maxTokens }),
  };
}

const labelsOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split(',')
      .map((label) => label.trim())
      .filter((label) => label !== ''),
  ),
];
