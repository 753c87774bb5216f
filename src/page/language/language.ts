// What the page says, in the person's own language. English comes with the page; another language is a folder beside it with
// the same words, fetched when it is chosen. How to add one: README.md.
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { english, type Words } from './en/index.ts';
import { units } from './units.ts';

/** Each language, by its own name. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

export const isLanguage = (text: string | undefined): text is Language =>
  text !== undefined && Object.hasOwn(LANGUAGES, text);

const OTHERS: { readonly [L in Exclude<Language, 'en'>]: () => Promise<Words> } = {
  de: async () => (await import('./de/index.ts')).german,
};

const spoken = signal<Words>(english);
/** Read it where it is drawn, as `words.value.now.start`: what reads it is drawn again when the language changes. */
export const words: ReadonlySignal<Words> = spoken;

/** @param stillWanted asked when the words are here: another language may have been chosen meanwhile */
export async function speak(language: Language, stillWanted: () => boolean = () => true): Promise<void> {
  const next = language === 'en' ? english : await OTHERS[language]();
  if (!stillWanted()) return;
  batch(() => {
    spoken.value = next;
    units.value = next.units;
  });
}
