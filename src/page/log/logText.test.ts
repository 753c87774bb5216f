import { expect, test } from 'vitest';
import type { LogLevel } from '../../worker/api.ts';
import type { LogEntry } from '../pageState.ts';
import { filterLog, logAsJsonLines, logAsText, logFileName } from './logText.ts';

const entry = (serial: number, level: LogLevel, text: string): LogEntry => ({
  serial,
  line: { atMs: serial * 1000, level, text },
});
const entries = [
  entry(1, 'info', 'Connected'),
  entry(2, 'warning', 'Refused\na message'),
  entry(3, 'error', 'Job failed'),
];
const serials = (level: LogLevel, text = '') => filterLog(entries, { level, text }).map(({ serial }) => serial);

test('G5: the level filter keeps a level and the graver ones', () => {
  expect([serials('info'), serials('warning'), serials('error')]).toEqual([[1, 2, 3], [2, 3], [3]]);
});

test('G5: the text filter finds any part in any case, and combines with the level', () => {
  expect(serials('info', ' MESSAGE ')).toEqual([2]);
  expect(serials('error', 'message')).toEqual([]);
});

test('G5: a log without a filter is the same list, so that nothing is drawn anew', () => {
  expect(filterLog(entries, { level: 'info', text: ' ' })).toBe(entries);
});

test('G5 G37: the copy is text with time and level, the download one JSON object an entry', () => {
  expect(logAsText(entries).split('\n')[0]).toBe('1970-01-01T00:00:01.000Z info Connected');
  const lines = logAsJsonLines(entries).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))[1]).toEqual({
    time: '1970-01-01T00:00:02.000Z',
    level: 'warning',
    text: 'Refused\na message',
  });
  expect(lines).toHaveLength(3);
  expect(logFileName(0)).toBe('browser-worker-1970-01-01T00-00-00.jsonl');
});
