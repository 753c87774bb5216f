import type { Ask } from '../ask.ts';
import { MAX_LABEL_LENGTH, MAX_LABELS, MAX_LANGUAGE_LENGTH, MAX_PROMPT_LENGTH } from './limits.ts';
import { plainWords, quote } from './quote.ts';

/** What an ask wants besides its task, as sentences that follow the question. */
export function wishes({ prompt, language }: Pick<Ask, 'prompt' | 'language'>): string {
  const wish = prompt && ` Heed this wish: ${quote(prompt, MAX_PROMPT_LENGTH)}.`;
  const words = language && ` Write all words in this language: ${quote(language, MAX_LANGUAGE_LENGTH)}.`;
  return `${wish ?? ''}${words ?? ''}`;
}

/** The labels as they stand in the prompt, each once; none: everything is wanted. */
export function wantedLabels({ labels = [] }: Pick<Ask, 'labels'>): string[] {
  const words = labels.slice(0, MAX_LABELS).map((label) => plainWords(label, MAX_LABEL_LENGTH));
  return [...new Set(words.filter((label) => label !== ''))];
}
