import type { ComponentChildren } from 'preact';

interface CheckboxProps {
  readonly class: string;
  readonly id: string;
  readonly label: string;
  readonly note: string;
  /** Why it has no effect. */
  readonly problem?: string | undefined;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  /** What there is to choose while it is on. */
  readonly children?: ComponentChildren;
}

/** A thing that is on or off, with what to know of it. */
export function Checkbox({ id, label, note, problem, checked, onChange, children, ...div }: CheckboxProps) {
  return (
    <div class={div.class}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      <p id={`${id}-note`} class={problem ? 'problem' : 'quiet'}>
        {problem ?? note}
      </p>
      {checked && children && <div class="limit-more">{children}</div>}
    </div>
  );
}
