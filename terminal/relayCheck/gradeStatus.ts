import type { CheckId } from './catalogue.ts';
import { type Finding, fail, note, pass, quote } from './finding.ts';
import { type Answer, isSuccess, wordsOf } from './http.ts';

interface Expected {
  readonly status: number;
  /** Codes that our worker handles in the same way. */
  readonly tolerated?: readonly number[];
  /** What is wrong with any other code: whole sentences. */
  readonly because: string;
}

/** Whether an answer has the status that the rule wants. */
export function gradeStatus(id: CheckId, answer: Answer, { status, tolerated = [], because }: Expected): Finding {
  if (answer.type === 'none') return fail(id, `No answer: ${answer.problem}.`);
  const said = sayAnswer(answer);
  if (answer.status === status) return pass(id, said);
  if (tolerated.includes(answer.status)) return note(id, `${said}, not ${status}. Our worker takes both alike.`);
  return fail(id, `${said}, not ${status}. ${because}`);
}

/** The status; where it is not good, where to it points and what it says. */
export function sayAnswer(answer: Answer): string {
  if (answer.type === 'none') return `no answer (${answer.problem})`;
  // The words of a good answer are not for people.
  const words = isSuccess(answer) ? '' : wordsOf(answer);
  const target = answer.headers.get('location');
  const location = target === null ? '' : ` to ${quote(target)}`;
  return words === '' ? `${answer.status}${location}` : `${answer.status}${location} ${quote(words)}`;
}
