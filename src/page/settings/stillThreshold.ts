// How much a picture may change and still count as unmoved, as a person types it: steps of brightness.

import { words } from '../language/language.ts';

const MAX_STEPS = 255;

/** What is wrong with it; undefined for one that can be used, the empty one (0) included. */
export function stillThresholdProblem(typed: string): string | undefined {
  const steps = stillThresholdOf(typed);
  return steps >= 0 && steps <= MAX_STEPS ? undefined : words.value.settings.problems.number(MAX_STEPS);
}

/** NaN where it is no number. */
export const stillThresholdOf = (typed: string): number => Number(typed.trim() || 0);
