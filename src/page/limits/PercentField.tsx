import { useState } from 'preact/hooks';
import { formWords } from './formWords.ts';
import { BOUNDS, type PercentKey, percentOf } from './limitChoices.ts';

interface PercentFieldProps {
  readonly id: PercentKey;
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

/** What cannot be used is said beside it; until it can, the figure before holds. */
export function PercentField({ id, label, value, onChange }: PercentFieldProps) {
  const [typed, setTyped] = useState(String(value));
  const wrong = percentOf(id, typed) === undefined;
  const { least, most } = BOUNDS[id];
  return (
    <div class="percent">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        // What was typed, or what it was set to elsewhere.
        value={wrong || percentOf(id, typed) === value ? typed : String(value)}
        aria-invalid={wrong}
        aria-describedby={`${id}-problem`}
        onInput={({ currentTarget }) => {
          setTyped(currentTarget.value);
          const next = percentOf(id, currentTarget.value);
          if (next !== undefined) onChange(next);
        }}
      />
      <p id={`${id}-problem`} class="problem" aria-live="polite">
        {wrong && formWords.value.percentProblem(least, most)}
      </p>
    </div>
  );
}
