// What the worker thread says of a trouble is English, as the log is. Another language has its own sentence for each reason,
// with what is known here; details that only the English one holds are in the log.
import type { Problem } from '../../worker/api.ts';
import { words } from './language.ts';

export interface KnownOfProblem {
  /** The relay that the page works for. */
  readonly host: string;
}

/** By the reason; one that is missing here is told in English. */
export type ProblemTexts = Readonly<Record<string, string | ((known: KnownOfProblem) => string)>>;

export function sayProblem({ reason, message }: Problem, known: KnownOfProblem): string {
  const { problems } = words.value;
  const said = problems && Object.hasOwn(problems, reason) ? problems[reason] : undefined;
  return typeof said === 'function' ? said(known) : (said ?? message);
}
