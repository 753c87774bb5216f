import type { ComponentChildren } from 'preact';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly problem?: string | undefined;
  readonly note?: string | undefined;
  readonly children: ComponentChildren;
}

/** A label, a control whose `id` is given, and below it what is wrong or what to know. */
export function Field({ id, label, problem, note, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      <p id={`${id}-note`} class={problem ? 'problem' : 'quiet'} aria-live="polite">
        {problem ?? note}
      </p>
    </div>
  );
}

interface TextFieldProps extends Omit<FieldProps, 'children'> {
  readonly value: string;
  readonly inputMode?: 'url' | 'decimal';
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}

/** For addresses, ids and numbers: nothing that a browser should correct or remember. */
export function TextField({ value, inputMode, placeholder, onChange, ...field }: TextFieldProps) {
  const { id, problem } = field;
  return (
    <Field {...field}>
      <input
        id={id}
        type="text"
        inputMode={inputMode}
        placeholder={placeholder}
        autoComplete="off"
        autoCapitalize="none"
        spellcheck={false}
        value={value}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-note`}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}
