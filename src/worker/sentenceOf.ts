import type { Finding } from '../vision/ask.ts';

/**
 * A finding in words, for readers that know nothing of tasks.
 *
 * @param language the one that was asked for: labels are in it, and cannot be put in an English plural
 */
export function sentenceOf(finding: Finding, language?: string): string {
  switch (finding.task) {
    case 'describe':
    case 'video':
      return finding.description.trim();
    case 'detect':
      return countSentence(countOf(finding.boxes), language);
    case 'count':
      return countSentence(finding.counts, language);
    case 'read':
      return finding.texts.length > 0 ? finding.texts.join(' · ') : 'No text was read.';
    case 'question':
      return finding.answer.trim() || 'No answer.';
    case 'alert':
      return `${finding.alert ? `Alert (${finding.severity})` : 'No alert'}: ${finding.reason.trim() || 'no reason was given.'}`;
  }
}

interface Count {
  readonly label: string;
  readonly count: number;
}

function countOf(things: readonly { readonly label: string }[]): Count[] {
  const counts = new Map<string, number>();
  for (const { label } of things) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, count]) => ({ label, count }));
}

function countSentence(counts: readonly Count[], language: string | undefined): string {
  if (counts.length === 0) return 'Nothing was found.';
  const english = language === undefined || /^en/i.test(language);
  const words = counts.map(({ label, count }) =>
    english ? `${count} ${numbered(label, count)}` : `${label}: ${count}`,
  );
  return `${words.join(', ')}.`;
}

const ODD_PLURALS: Readonly<Record<string, string>> = {
  person: 'people',
  man: 'men',
  woman: 'women',
  child: 'children',
};

/** Good enough for a summary. */
function numbered(label: string, count: number): string {
  if (count === 1) return label;
  if (Object.hasOwn(ODD_PLURALS, label)) return ODD_PLURALS[label] as string;
  if (/(ss|us|x|ch|sh)$/.test(label)) return `${label}es`;
  if (label.endsWith('s')) return label;
  return /[^aeiou]y$/.test(label) ? `${label.slice(0, -1)}ies` : `${label}s`;
}
