// How long an answer may be, and in which language, as a person types it.
import { words } from '../language/language.ts';

/** Fewer say nothing. */
const LEAST_TOKENS = 16;
/** More than any task writes. */
const MOST_TOKENS = 2048;
/** The tasks take no longer name (src/vision/tasks/limits.ts). */
const LONGEST_LANGUAGE = 40;

/** Undefined where nothing is typed, NaN where it is no whole number in bounds. */
export function maxTokensOf(typed: string): number | undefined {
  if (typed.trim() === '') return undefined;
  const tokens = Number(typed.trim());
  return Number.isInteger(tokens) && tokens >= LEAST_TOKENS && tokens <= MOST_TOKENS ? tokens : Number.NaN;
}

const isWrong = (typed: string): boolean => Number.isNaN(maxTokensOf(typed));

export const maxTokensProblem = (typed: string): string | undefined =>
  isWrong(typed) ? words.value.settings.problems.tokens(LEAST_TOKENS, MOST_TOKENS) : undefined;

/** To be read behind the name of a camera's line. */
export const lineTokensProblem = (typed: string): string | undefined =>
  isWrong(typed) ? words.value.settings.problems.lineTokens(LEAST_TOKENS, MOST_TOKENS) : undefined;

export const answerLanguageProblem = (typed: string): string | undefined =>
  typed.trim().length > LONGEST_LANGUAGE ? words.value.settings.problems.language(LONGEST_LANGUAGE) : undefined;
