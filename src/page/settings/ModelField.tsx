import type { ModelChoice } from '../ports.ts';
import { Field } from './Field.tsx';

interface ModelFieldProps {
  readonly models: readonly ModelChoice[];
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (modelId: string) => void;
}

/** The catalogue with sizes and licences, and any other repository as text. */
export function ModelField({ models, value, problem, onChange }: ModelFieldProps) {
  const chosen = models.find(({ id }) => id === value);
  const note = chosen ? chosen.note : 'A repository with ONNX files for transformers.js. It may need another layout.';
  return (
    <Field id="model" label="Model" problem={problem} note={note}>
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
          <option value="">Another repository …</option>
        </select>
        {!chosen && (
          <input
            id="repository"
            type="text"
            aria-label="Repository of the Hugging Face Hub"
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
