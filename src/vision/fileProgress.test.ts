import { expect, test } from 'vitest';
import type { FileProgress } from './api.ts';
import { progressOfFiles } from './fileProgress.ts';

type Info = Parameters<ReturnType<typeof progressOfFiles>>[0];

/** What was reported after each of transformers.js's callbacks. */
function reportsOf(...infos: readonly Info[]): (readonly FileProgress[])[] {
  const reports: (readonly FileProgress[])[] = [];
  const onInfo = progressOfFiles((files) => reports.push(files));
  for (const info of infos) onInfo(info);
  return reports;
}

test('V4: a file is told from its start, with its bytes as they come, to its end', () => {
  const file = 'onnx/model.onnx';
  expect(
    reportsOf(
      { status: 'initiate', file },
      { status: 'progress', file, loaded: 10, total: 40 },
      { status: 'progress', file, loaded: 30, total: 40 },
      { status: 'done', file },
    ),
  ).toEqual([
    [{ file, loadedBytes: 0, totalBytes: 0 }],
    [{ file, loadedBytes: 10, totalBytes: 40 }],
    [{ file, loadedBytes: 30, totalBytes: 40 }],
    [{ file, loadedBytes: 40, totalBytes: 40 }],
  ]);
});

test('V4: each report names all files so far, in the order of their start', () => {
  const reports = reportsOf(
    { status: 'progress', file: 'b', loaded: 1, total: 2 },
    { status: 'progress', file: 'a', loaded: 3, total: 4 },
    { status: 'progress', file: 'b', loaded: 2, total: 2 },
  );
  expect(reports.at(-1)).toEqual([
    { file: 'b', loadedBytes: 2, totalBytes: 2 },
    { file: 'a', loadedBytes: 3, totalBytes: 4 },
  ]);
});

test('V4: a file that starts again keeps what is known of it', () => {
  const reports = reportsOf({ status: 'progress', file: 'a', loaded: 3, total: 4 }, { status: 'download', file: 'a' });
  expect(reports.at(-1)).toEqual([{ file: 'a', loadedBytes: 3, totalBytes: 4 }]);
});

test('V4: reports about no file say nothing', () => {
  expect(reportsOf({ status: 'progress_total', loaded: 3, total: 9 }, { status: 'ready' })).toEqual([]);
});
