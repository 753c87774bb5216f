import { sayShort } from './words.ts';

interface Loading {
  readonly loadedBytes: number;
  readonly totalBytes: number;
  readonly nowMs: number;
  readonly start: { readonly atMs: number; readonly bytes: number } | undefined;
}

/** Earlier than this the pace is a guess: connections start slowly and cached files come at once. */
const MIN_ELAPSED_MS = 3000;
const MIN_LEFT_MS = 1000;
const MINUTE_MS = 60_000;

/** `2 min`, or undefined while the pace is not known or the end is near. */
export function sayTimeLeft({ loadedBytes, totalBytes, nowMs, start }: Loading): string | undefined {
  if (!start) return undefined;
  const elapsedMs = nowMs - start.atMs;
  const cameBytes = loadedBytes - start.bytes;
  if (elapsedMs < MIN_ELAPSED_MS || cameBytes <= 0) return undefined;
  const leftMs = ((totalBytes - loadedBytes) * elapsedMs) / cameBytes;
  if (leftMs < MIN_LEFT_MS) return undefined;
  return leftMs < MINUTE_MS ? `${Math.ceil(leftMs / 1000)} s` : sayShort(leftMs);
}
