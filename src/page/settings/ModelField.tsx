import { words } from '../language/language.ts';
import type { ModelChoice } from '../ports.ts';
import { Field } from './Field.tsx';
import { panelWords } from './panelWords.ts';

interface ModelFieldProps {
  readonly models: readonly ModelChoice[];
  readonly value: string;
  readonly problem: string | undefined;
  /** Why it may be chosen and will not run here. */
  readonly warning: string | undefined;
  readonly onChange: (modelId: string) => void;
}

/** The catalogue with sizes and licences, and any other repository as text. */
export function ModelField({ models, value, problem, warning, onChange }: ModelFieldProps) {
  const say = panelWords.value;
  const chosen = models.find(({ id }) => id === value);
  const note = chosen ? chosen.note : say.repositoryNote;
  return (
    <Field id="model" label={words.value.settings.names.modelId} problem={problem ?? warning} note={note}>
      <div class="model-field">
        <select
          id="model"
          aria-describedby="model-note"
          value={chosen?.id ?? ''}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {models.map(({ id, name, facts }) => (
            <option key={id} value={id}>
              {facts ? `${name} (${facts})` : name}
            </option>
          ))}
          <option value="">{say.anotherModel}</option>
        </select>
        {!chosen && (
          <input
            id="repository"
            type="text"
            aria-label={say.repository}
            aria-describedby="model-note"
            aria-invalid={problem !== undefined}
            placeholder="owner/name"
            autoComplete="off"
            autoCapitalize="none"
            spellcheck={false}
            value={value}
            onInput={(event) => onChange(event.currentTarget.value.trim())}
          />
        )}
      </div>
    </Field>
  );
}
