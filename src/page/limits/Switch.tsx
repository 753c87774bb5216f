import type { ComponentChildren } from 'preact';

interface SwitchProps {
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

export function Switch({ id, label, note, problem, checked, onChange, children }: SwitchProps) {
  return (
    <div class="limit">
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
