// The generate loop, over the sessions that transformers.js made. Its own loop knows neither several images nor a video,
// reads positions wrongly without images, cannot be held to a schema token by token, waits for the GPU twice a token, and is
// poisoned by one failed run. Greedy: a worker's answers are to be the same each time.
import type { Constraint } from '../constrain/constraint.ts';
import { isLoop } from '../constrain/stops.ts';
import type { Decoder } from './decoder.ts';
import type { Drafter } from './drafts.ts';
import type { Model, Prompt } from './model.ts';

export interface Limits {
  readonly maxTokens: number;
  /** From the call to the last token; then the answer is closed. */
  readonly maxMs: number;
}

export interface GenerateOptions {
  readonly limits: Limits;
  readonly constraint?: Constraint | undefined;
  /** Guesses what comes; the answer is the same without. */
  readonly drafter?: Drafter | undefined;
  readonly signal: AbortSignal;
  /** All tokens so far, after each. */
  readonly onToken: (ids: readonly number[]) => void;
  /** Milliseconds on any clock. */
  readonly now: () => number;
  /** For tests: the numbers behind the prompt are wanted. */
  readonly wantsFirstLogits?: boolean;
}

export interface Generated {
  /** Without the stop token. */
  readonly ids: readonly number[];
  /** How many of them the model chose; what follows only closes an answer that was cut. */
  readonly own: number;
  readonly cut?: 'loop' | 'tokens' | 'time';
  readonly firstLogits?: Float32Array;
}

/** Runs the model until it stops, is aborted, or a limit strikes; a constrained answer is then closed, so that it parses. */
export async function generate(
  decoder: Decoder,
  { isStop }: Pick<Model, 'isStop'>,
  prompt: Prompt,
  options: GenerateOptions,
): Promise<Generated> {
  const { limits, constraint, drafter, signal, onToken, now } = options;
  const endMs = now() + limits.maxMs;
  const ids: number[] = [];
  let cut: Generated['cut'];
  const add = (id: number) => {
    ids.push(id);
    constraint?.accept(id);
    onToken(ids);
  };
  /** Takes what was said, up to where the answer ends. @returns whether it goes on */
  const take = (said: readonly number[]): boolean => {
    for (const id of said) {
      if (isStop(id)) return false;
      add(id);
      if (constraint?.done) return false;
      cut = isLoop(ids) ? 'loop' : ids.length >= limits.maxTokens ? 'tokens' : now() >= endMs ? 'time' : undefined;
      if (cut || signal.aborted) return false;
    }
    return true;
  };
  try {
    await decoder.start(prompt, limits.maxTokens);
    const firstLogits = options.wantsFirstLogits && (await decoder.firstLogits());
    while (!signal.aborted) {
      const guess = decoder.verifies ? (drafter?.draft(ids, constraint?.forced() ?? '') ?? []) : [];
      // Behind the prompt nothing is fed that a guess could go with; what can be guessed is not run up to by single steps.
      const isFirst = ids.length === 0;
      const masks = await constraint?.masksAlong(isFirst ? [] : guess);
      const draft = isFirst ? [] : guess.slice(0, masks && masks.rows - 1);
      const most = isFirst && guess.length > 0 ? 1 : limits.maxTokens - ids.length;
      const said = await decoder.next({ draft, masks, most });
      if (!take(said)) break;
    }
    const own = ids.length;
    if (cut && constraint) close(constraint, add);
    return { ids, own, ...(firstLogits && { firstLogits }), ...(cut && { cut }) };
  } finally {
    decoder.end();
  }
}

/** What is still missing is written without asking the model. */
function close(constraint: Constraint, add: (id: number) => void): void {
  for (let id = constraint.closing(); id !== undefined; id = constraint.closing()) add(id);
}
