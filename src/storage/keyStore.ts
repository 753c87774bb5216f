import { createStore, del, entries, set } from 'idb-keyval';

/** A small typed table that outlives the page. Reads and writes reject where the browser forbids storage. */
export interface KeyStore<T> {
  entries(): Promise<[string, T][]>;
  set(key: string, value: T): Promise<void>;
  delete(key: string): Promise<void>;
}

/** @param name of the IndexedDB database; what is read from it was written by `set` of the same type */
export function createKeyStore<T>(name: string): KeyStore<T> {
  const store = createStore(name, 'entries');
  return {
    entries: () => entries<string, T>(store),
    set: (key, value) => set(key, value, store),
    delete: (key) => del(key, store),
  };
}
