import type { KeyStore } from '../../src/storage/keyStore.ts';

export interface MemoryKeyStore<T> extends KeyStore<T> {
  readonly table: Map<string, T>;
}

/** Outlives what is built on it, as IndexedDB outlives the page. */
export function createMemoryKeyStore<T>(): MemoryKeyStore<T> {
  const table = new Map<string, T>();
  return {
    table,
    entries: async () => [...table],
    set: async (key, value) => void table.set(key, value),
    delete: async (key) => void table.delete(key),
  };
}

/** Storage where the browser forbids it: every call rejects. */
export function createForbiddenKeyStore<T>(): KeyStore<T> {
  const forbidden = async () => {
    throw new Error('storage is forbidden');
  };
  return { entries: forbidden, set: forbidden, delete: forbidden };
}
