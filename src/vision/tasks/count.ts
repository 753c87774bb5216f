import { isKindOf } from './detect.ts';
import type { FindingOf, Task } from './task.ts';
import { wantedLabels } from './wishes.ts';

/**
 * Counts what `detect` finds: these models count better by pointing at each thing than by naming a number, and a number
 * can be checked by nobody. So 50 of a kind may be more.
 */
export const createCount = (detect: Task<FindingOf<'detect'>>): Task<FindingOf<'count'>> => ({
  ...detect,
  name: 'count',
  parse(answer, ask) {
    const found = detect.parse(answer, ask);
    if (!found) return undefined;
    const seen = found.boxes.map(({ label }) => label);
    const wanted = wantedLabels(ask);
    const kinds = wanted.length > 0 ? wanted : [...new Set(seen)];
    const countOf = (kind: string) =>
      seen.filter((label) => (wanted.length > 0 ? isKindOf(label, kind) : label === kind)).length;
    return { task: 'count', counts: kinds.map((label) => ({ label, count: countOf(label) })) };
  },
});
