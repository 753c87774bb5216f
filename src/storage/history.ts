import { createStore, get, update } from 'idb-keyval';

/** One value that outlives the page. Reads and writes reject where the browser forbids storage. */
export interface ValueStore<T> {
  /** As it lies there: an earlier version of the page may have written it. */
  read(): Promise<unknown>;
  /** Reads and writes in one transaction, so that two tabs do not undo each other's change. */
  update(change: (stored: unknown) => T): Promise<T>;
}

const DATABASE = 'history';
const KEY = 'history';

/** What was done in this browser. */
export function createHistoryStore<T>(): ValueStore<T> {
  const store = createStore(DATABASE, 'entries');
  return {
    read: () => get(KEY, store),
    async update(change) {
      let written: T | undefined;
      await update<T>(
        KEY,
        (before) => {
          written = change(before);
          return written;
        },
        store,
      );
      // `update` has called back before it resolves.
      return written as T;
    },
  };
}
