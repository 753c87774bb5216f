import type { SmallStore } from '../ports.ts';

const KEY = 'worker-id';

/** One id for the life of the tab: a reload stays the same worker, a second tab is another. */
export function workerIdentity(tabStore: SmallStore, createId: () => string): string {
  const known = tabStore.get(KEY);
  if (known) return known;
  const id = createId();
  tabStore.set(KEY, id);
  return id;
}
