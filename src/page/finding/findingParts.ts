// What a result holds besides its sentence, as lines to be shown: one kind a task, each only where there is something.
import type { JobResult } from '../../protocol/result.ts';
import { sayDecimal, sayNumber } from '../words.ts';
import { workWords } from '../workWords.ts';

export interface FindingLine {
  readonly name: string;
  readonly items: readonly string[];
}

export interface ShownAlert {
  readonly triggered: boolean;
  readonly title: string;
  readonly reason: string;
}

export function alertOf({ alert }: JobResult): ShownAlert | undefined {
  if (!alert) return undefined;
  const say = workWords.value.finding;
  const title = alert.triggered ? say.alert[alert.severity] : say.noAlert;
  return { triggered: alert.triggered, title, reason: alert.reason };
}

/** The sentence on its own; undefined where the lines or the alert say the same already. */
export function sentenceOf(result: JobResult): string | undefined {
  if (result.alert || result.answer !== undefined || result.counts || result.texts) return undefined;
  return result.description || result.summary || workWords.value.finding.nothing;
}

export function findingLines({ counts, texts, answer, events, activities, changes, cut }: JobResult): FindingLine[] {
  const say = workWords.value.finding;
  const lines: FindingLine[] = [];
  const add = (name: string, items: readonly string[]): void => {
    if (items.length > 0) lines.push({ name, items });
  };
  if (counts)
    add(
      say.count,
      counts.length > 0 ? counts.map(({ label, count }) => `${sayNumber(count)} × ${label}`) : [say.countNone],
    );
  if (texts) add(say.text, texts.length > 0 ? texts.map(say.quoted) : [say.none]);
  if (answer !== undefined) add(say.answer, [answer || say.none]);
  add(
    say.events,
    (events ?? []).map(({ seconds, what }) => `${sayDecimal(seconds)} s: ${what}`),
  );
  add(say.activities, activities?.length ? [activities.join(', ')] : []);
  add(say.changed, changes ?? []);
  if (cut) add(say.cut, [say.cuts[cut]]);
  return lines;
}

/** Besides its sentence. */
export const hasFinding = (result: JobResult): boolean => result.alert !== undefined || findingLines(result).length > 0;
