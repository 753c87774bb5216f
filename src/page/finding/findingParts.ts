// What a result holds besides its sentence, as lines to be shown: one kind a task, each only where there is something.
import type { JobResult } from '../../protocol/result.ts';
import { sayNumber } from '../words.ts';

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
  const title = alert.triggered ? `Alert, ${alert.severity} severity` : 'No alert';
  return { triggered: alert.triggered, title, reason: alert.reason };
}

/** The sentence on its own; undefined where the lines or the alert say the same already. */
export function sentenceOf(result: JobResult): string | undefined {
  if (result.alert || result.answer !== undefined || result.counts || result.texts) return undefined;
  return result.description || result.summary || 'Nothing to say about this frame.';
}

export function findingLines({ counts, texts, answer, events, activities, changes, cut }: JobResult): FindingLine[] {
  const lines: FindingLine[] = [];
  const add = (name: string, items: readonly string[]): void => {
    if (items.length > 0) lines.push({ name, items });
  };
  if (counts)
    add('Count', counts.length > 0 ? counts.map(({ label, count }) => `${sayNumber(count)} × ${label}`) : ['nothing']);
  if (texts) add('Text', texts.length > 0 ? texts.map((text) => `“${text}”`) : ['none']);
  if (answer !== undefined) add('Answer', [answer || 'none']);
  add(
    'Events',
    (events ?? []).map(({ seconds, what }) => `${seconds.toFixed(1)} s: ${what}`),
  );
  add('Activities', activities?.length ? [activities.join(', ')] : []);
  add('Changed', changes ?? []);
  if (cut) add('Cut short', [CUTS[cut]]);
  return lines;
}

const CUTS: { readonly [C in NonNullable<JobResult['cut']>]: string } = {
  loop: 'the model repeated itself',
  tokens: 'the answer reached its longest length',
  time: 'the answer took too long',
};
