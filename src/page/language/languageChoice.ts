// The language of the page: what the person chose, else the first that the browser prefers and the page speaks.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { SmallStore } from '../ports.ts';
import { isLanguage, LANGUAGES, type Language, speak } from './language.ts';

export interface LanguageChoice {
  readonly language: ReadonlySignal<Language>;
  /** Resolves when the page speaks it, or stays as it was where the words cannot be fetched. */
  choose(language: Language): Promise<void>;
}

/** The name of the choice in the store. */
const KEY = 'language';

/**
 * @param root the document's element, whose `lang` follows
 * @param preferred of the browser, the best first
 */
export async function createLanguageChoice(
  store: SmallStore,
  root: Pick<HTMLElement, 'lang'>,
  preferred: readonly string[],
): Promise<LanguageChoice> {
  const language = signal<Language>('en');
  let newest = 0;
  async function show(next: Language): Promise<boolean> {
    newest += 1;
    const asked = newest;
    try {
      await speak(next, () => asked === newest);
    } catch {
      return false;
    }
    if (asked !== newest) return false;
    language.value = next;
    root.lang = next;
    return true;
  }
  await show(firstLanguage(store.get(KEY), preferred));
  return {
    language,
    async choose(next) {
      if (await show(next)) store.set(KEY, next);
    },
  };
}

function firstLanguage(remembered: string | undefined, preferred: readonly string[]): Language {
  if (isLanguage(remembered)) return remembered;
  const spoken = preferred.map((tag) => tag.toLowerCase().split('-', 1)[0]).find(isLanguage);
  return spoken ?? (Object.keys(LANGUAGES)[0] as Language);
}
