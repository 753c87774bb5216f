import { words } from '../language/language.ts';
import { CameraLines } from './CameraLines.tsx';
import type { DraftProps } from './draft.ts';
import { TextField } from './Field.tsx';
import { Group } from './Group.tsx';
import { panelWords } from './panelWords.ts';

/** What is asked of cameras, and how it is answered. */
export function AskFields({ draft, problems, change }: DraftProps) {
  const say = panelWords.value;
  const { names } = words.value.settings;
  return (
    <Group id="ask-title" title={say.ask}>
      <CameraLines cameras={draft.cameras} problem={problems.cameras} onChange={(cameras) => change({ cameras })} />
      <TextField
        id="answer-language"
        label={names.answerLanguage}
        problem={problems.answerLanguage}
        note={say.answerLanguageNote}
        placeholder="English"
        value={draft.answerLanguage}
        onChange={(answerLanguage) => change({ answerLanguage })}
      />
      <TextField
        id="max-tokens"
        label={names.maxTokens}
        problem={problems.maxTokens}
        note={say.maxTokensNote}
        inputMode="decimal"
        placeholder={say.ofTask}
        value={draft.maxTokens}
        onChange={(maxTokens) => change({ maxTokens })}
      />
      <TextField
        id="still"
        label={names.stillThreshold}
        problem={problems.stillThreshold}
        note={say.stillNote}
        inputMode="decimal"
        placeholder="0"
        value={draft.stillThreshold}
        onChange={(stillThreshold) => change({ stillThreshold })}
      />
    </Group>
  );
}
