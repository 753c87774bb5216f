import type { History } from '../../src/worker/history/history.ts';
import type { HistoryStore } from '../../src/worker/history/recorder.ts';

export interface MemoryHistoryStore extends HistoryStore {
  /** As it lies in the browser's storage; a test may put anything there. */
  stored: unknown;
  readonly writes: number;
  /** From now on every call rejects, as where the browser forbids storage; or works again. */
  forbid(forbidden: boolean): void;
}

/** Outlives what is built on it, as IndexedDB outlives the page. */
export function createMemoryHistoryStore(): MemoryHistoryStore {
  let forbidden = false;
  let writes = 0;
  const check = (): void => {
    if (forbidden) throw new Error('storage is forbidden');
  };
  const store: MemoryHistoryStore = {
    stored: undefined,
    get writes() {
      return writes;
    },
    forbid(now) {
      forbidden = now;
    },
    async read() {
      check();
      return store.stored;
    },
    async update(change: (stored: unknown) => History) {
      check();
      writes += 1;
      const after = change(store.stored);
      store.stored = after;
      return after;
    },
  };
  return store;
}
