import { afterEach, expect, test, vi } from 'vitest';
import { createHistoryStore } from './history.ts';

/** IndexedDB as idb-keyval shows it, without a browser: databases by name, and a switch that forbids them. */
const browser = vi.hoisted(() => ({ databases: new Map<string, Map<string, unknown>>(), forbidden: false }));

vi.mock('idb-keyval', () => {
  const open = (table: Map<string, unknown>): Map<string, unknown> => {
    if (browser.forbidden) throw new DOMException('storage is forbidden', 'SecurityError');
    return table;
  };
  return {
    createStore(name: string) {
      const table = browser.databases.get(name) ?? new Map<string, unknown>();
      browser.databases.set(name, table);
      return table;
    },
    get: async (key: string, table: Map<string, unknown>) => open(table).get(key),
    update: async (key: string, change: (old: unknown) => unknown, table: Map<string, unknown>) => {
      open(table).set(key, structuredClone(change(table.get(key))));
    },
  };
});

afterEach(() => {
  browser.databases.clear();
  browser.forbidden = false;
});

test('G30: what one visit wrote the next one reads, and changes on that ground', async () => {
  const first = createHistoryStore<{ jobs: number }>();
  expect(await first.read()).toBeUndefined();
  await first.update(() => ({ jobs: 2 }));
  const second = createHistoryStore<{ jobs: number }>();
  expect(await second.read()).toEqual({ jobs: 2 });
  const after = await second.update((stored) => ({ jobs: (stored as { jobs: number }).jobs + 1 }));
  expect([after, await first.read()]).toEqual([{ jobs: 3 }, { jobs: 3 }]);
});

test('G30: where the browser forbids storage, reads and writes reject', async () => {
  const store = createHistoryStore<number>();
  browser.forbidden = true;
  await expect(store.read()).rejects.toThrow('forbidden');
  await expect(store.update(() => 1)).rejects.toThrow('forbidden');
});
