import { LANGUAGES, type Language, words } from '../language/language.ts';
import { Checkbox } from '../parts/Checkbox.tsx';
import type { DraftProps } from './draft.ts';
import { Field } from './Field.tsx';
import { Group } from './Group.tsx';
import { panelWords } from './panelWords.ts';
import { Select } from './Select.tsx';

const LANGUAGE_OPTIONS = Object.entries(LANGUAGES).map(([value, label]) => ({ value: value as Language, label }));

/** The page itself, and this computer. */
export function PageFields({ model, draft, change }: DraftProps) {
  const say = panelWords.value;
  const { names } = words.value.settings;
  const awake = model.awake.value;
  const { languageChoice } = model;
  return (
    <Group id="page-title" title={say.page}>
      <Field id="page-language" label={say.pageLanguage} note={say.pageLanguageNote}>
        <Select
          id="page-language"
          options={LANGUAGE_OPTIONS}
          value={languageChoice.language.value}
          onChange={(language) => void languageChoice.choose(language)}
        />
      </Field>
      <Checkbox
        class="check"
        id="keep-awake"
        label={names.keepAwake}
        note={awake === 'refused' || awake === 'missing' ? say.awakeNote[awake] : say.awakeNote.other}
        checked={draft.keepAwake}
        onChange={(keepAwake) => change({ keepAwake })}
      />
      <Checkbox
        class="check"
        id="blur-frames"
        label={names.blurFrames}
        note={say.blurNote}
        checked={draft.blurFrames}
        onChange={(blurFrames) => change({ blurFrames })}
      />
    </Group>
  );
}
