import { LANGUAGES, type Language, words } from './language.ts';
import type { LanguageChoice } from './languageChoice.ts';

const OPTIONS = Object.entries(LANGUAGES) as [Language, string][];

/** Each language by its own name, and so found by who cannot read the one that is spoken. */
export function LanguageSelect({ choice }: { readonly choice: LanguageChoice }) {
  return (
    <select
      class="language-select"
      aria-label={words.value.page.language}
      value={choice.language.value}
      // The entries are the options.
      onChange={({ currentTarget }) => void choice.choose(currentTarget.value as Language)}
    >
      {OPTIONS.map(([value, name]) => (
        <option key={value} value={value} lang={value}>
          {name}
        </option>
      ))}
    </select>
  );
}
