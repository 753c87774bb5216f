export interface Recent<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
}

/** A map of the entries that were set last. @param forget hears of each that has to go */
export function createRecent<T>(most: number, forget: (value: T) => void = () => {}): Recent<T> {
  const entries = new Map<string, T>();
  return {
    get: (key) => entries.get(key),
    set(key, value) {
      entries.delete(key);
      entries.set(key, value);
      const [oldest] = entries;
      if (entries.size <= most || !oldest) return;
      entries.delete(oldest[0]);
      forget(oldest[1]);
    },
  };
}
