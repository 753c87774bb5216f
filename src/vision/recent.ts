/** A map of the entries that were used last. */
export interface Recent<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
  clear(): void;
}

/** @param forget hears of each entry that has to go */
export function createRecent<T>(most: number, forget: (value: T) => void = () => {}): Recent<T> {
  /** The one that was used last comes last. */
  const entries = new Map<string, T>();
  const use = (key: string, value: T) => {
    entries.delete(key);
    entries.set(key, value);
  };
  return {
    get(key) {
      const value = entries.get(key);
      if (value !== undefined) use(key, value);
      return value;
    },
    set(key, value) {
      use(key, value);
      const [oldest] = entries;
      if (entries.size <= most || !oldest) return;
      entries.delete(oldest[0]);
      forget(oldest[1]);
    },
    clear() {
      for (const value of entries.values()) forget(value);
      entries.clear();
    },
  };
}
