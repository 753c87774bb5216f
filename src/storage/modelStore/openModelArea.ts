import { createCacheArea } from './cacheArea.ts';
import type { FileArea } from './fileArea.ts';
import { createMemoryArea } from './memoryArea.ts';
import { createOpfsArea } from './opfsArea.ts';

const NAME = 'models';

/** The best place that this browser offers. Private windows and pages without https miss the first, or the first two. */
export async function openModelArea(): Promise<FileArea> {
  try {
    const root = await navigator.storage.getDirectory();
    return createOpfsArea(await root.getDirectoryHandle(NAME, { create: true }));
  } catch {
    // Missing, or forbidden here.
  }
  try {
    return createCacheArea(await caches.open(NAME));
  } catch {
    return createMemoryArea();
  }
}
