import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isOlder } from './fileAge.ts';

/** A folder with a source, and a file that was made of it; times in seconds since the epoch. */
function createFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'file-age-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const source = join(folder, 'source.ts');
  const made = join(mkdtempSync(join(tmpdir(), 'file-age-made-')), 'index.html');
  onTestFinished(() => rmSync(join(made, '..'), { recursive: true }));
  for (const file of [source, made]) writeFileSync(file, '');
  const setTimes = (times: { readonly source: number; readonly folder: number; readonly made: number }): void => {
    utimesSync(source, times.source, times.source);
    utimesSync(folder, times.folder, times.folder);
    utimesSync(made, times.made, times.made);
  };
  return { folder, source, made, setTimes };
}

test('T3: a page that is newer than all its sources is not built again', () => {
  const { folder, source, made, setTimes } = createFiles();
  setTimes({ source: 1_000, folder: 1_000, made: 2_000 });
  expect(isOlder(made, [folder, source])).toBe(false);
});

test('T3: a page is built again when a source was written, in a folder too, and when one was removed', () => {
  const { folder, source, made, setTimes } = createFiles();
  setTimes({ source: 3_000, folder: 1_000, made: 2_000 });
  expect(isOlder(made, [source])).toBe(true);
  expect(isOlder(made, [folder])).toBe(true);
  setTimes({ source: 1_000, folder: 3_000, made: 2_000 });
  expect(isOlder(made, [folder])).toBe(true);
});
