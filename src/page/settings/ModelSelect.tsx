import type { ModelChoice } from '../ports.ts';

interface ModelSelectProps {
  readonly models: readonly ModelChoice[];
  readonly value: string;
  readonly onChange: (modelId: string) => void;
}

/** The catalogue, and a model that the address bar named besides. */
export function ModelSelect({ models, value, onChange }: ModelSelectProps) {
  const known = models.some(({ id }) => id === value);
  return (
    <select
      id="model"
      aria-describedby="model-note"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {models.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      {!known && <option value={value}>{value}</option>}
    </select>
  );
}
