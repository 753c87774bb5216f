import { plainLine } from '../../relay/plainText.ts';
import type { CheckId } from './catalogue.ts';

/**
 * What became of one check. `FAIL`: a rule is broken. `note`: allowed, and worth knowing. `skip`: not tried, and
 * `detail` says why.
 */
export interface Finding {
  readonly id: CheckId;
  readonly outcome: 'pass' | 'FAIL' | 'note' | 'skip';
  /** One line of plain text; what a relay said is in it only in quotes. */
  readonly detail: string;
}

/** Longer than any sentence of ours; a relay's words are cut before. */
const MAX_DETAIL_LENGTH = 700;
const MAX_QUOTE_LENGTH = 120;

const finding =
  (outcome: Finding['outcome']) =>
  (id: CheckId, detail: string): Finding => ({ id, outcome, detail: plainLine(detail, MAX_DETAIL_LENGTH) });

export const pass = finding('pass');
export const fail = finding('FAIL');
export const note = finding('note');
export const skip = finding('skip');

/** The same reason for several checks that were not tried. */
export const skipAll = (ids: readonly CheckId[], why: string): readonly Finding[] => ids.map((id) => skip(id, why));

/** Words of a relay, short, in quotes and safe for a terminal. */
export const quote = (words: string): string => `“${plainLine(words, MAX_QUOTE_LENGTH)}”`;
