import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Whether any of the sources, files or whole folders, has changed since the file was written. */
export function isOlder(file: string, sources: readonly string[]): boolean {
  const writtenAtMs = changedAtMs(file);
  return sources.some((source) => newestChangeMs(source) > writtenAtMs);
}

function newestChangeMs(path: string): number {
  if (!statSync(path).isDirectory()) return changedAtMs(path);
  // A folder counts as well: it changes when something leaves it.
  const inside = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return Math.max(changedAtMs(path), ...inside.map((name) => changedAtMs(join(path, name))));
}

const changedAtMs = (path: string): number => statSync(path).mtimeMs;
