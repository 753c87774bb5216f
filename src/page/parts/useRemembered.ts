import { useState } from 'preact/hooks';
import type { SmallStore } from '../ports.ts';

/** A choice between a few views, kept for the next visit; the first option until one is chosen. */
export function useRemembered<T extends string>(
  store: SmallStore,
  key: string,
  options: readonly [T, ...T[]],
): readonly [T, (value: T) => void] {
  const kept = store.get(key);
  const [value, setValue] = useState<T>(options.find((option) => option === kept) ?? options[0]);
  return [
    value,
    (next) => {
      store.set(key, next);
      setValue(next);
    },
  ];
}
