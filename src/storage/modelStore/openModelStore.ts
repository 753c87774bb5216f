import { systemClock } from '../../platform/clock.ts';
import { createModelStore, type ModelStore } from './createModelStore.ts';
import { openModelArea } from './openModelArea.ts';

/** The store with the browser's real things; for a dedicated worker. */
export async function openModelStore(): Promise<ModelStore> {
  return createModelStore({
    area: await openModelArea(),
    fetch: (url, init) => fetch(url, init),
    clock: systemClock,
    random: Math.random,
    locks: navigator.locks,
    ownOrigin: location.origin,
  });
}
