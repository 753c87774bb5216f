// The gate's figures in words, for who has not pressed Start yet.

import { saySize } from '../../platform/saySize.ts';
import type { GateView } from '../ports.ts';
import { capital } from '../words.ts';

/** What will do the work. */
export function sayDevice({ device, deviceName, slow }: GateView): string {
  if (device === 'wasm') return `${capital(deviceName)}. That is slow.`;
  return slow ? `${deviceName}: a GPU emulated in software. That is slow.` : `${deviceName}, through WebGPU.`;
}

/** What is still to come, and what is here. */
export function sayDownload({ downloadBytes, storedBytes }: GateView): string {
  if (downloadBytes === undefined) {
    return storedBytes > 0
      ? `${saySize(storedBytes)} of it are here already; what is missing is told before it comes.`
      : 'Its size is told before the download starts.';
  }
  if (storedBytes >= downloadBytes) return `${saySize(downloadBytes)}, on this computer already.`;
  return storedBytes > 0
    ? `${saySize(downloadBytes)}, of which ${saySize(storedBytes)} are here already.`
    : `${saySize(downloadBytes)} to download, once.`;
}

/** What it takes besides, as far as known. */
export function sayRoom({ freeBytes, memoryBytes }: GateView): string {
  const memory = memoryBytes === undefined ? '' : `Takes about ${saySize(memoryBytes)} of memory. `;
  return `${memory}${freeBytes === undefined ? 'How much disk there is, this browser does not say.' : `The browser lets this page keep up to ${saySize(freeBytes)}; the disk itself is tried before a download.`}`;
}
