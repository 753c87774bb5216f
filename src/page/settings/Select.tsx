interface SelectProps<T extends string> {
  /** The note below it is `${id}-note`. */
  readonly id: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** One of a few. */
export function Select<T extends string>({ id, options, value, onChange }: SelectProps<T>) {
  return (
    <select
      id={id}
      aria-describedby={`${id}-note`}
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = options[currentTarget.selectedIndex];
        if (chosen) onChange(chosen.value);
      }}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
