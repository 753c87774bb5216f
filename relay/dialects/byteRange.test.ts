import { expect, test } from 'vitest';
import { readRange } from './byteRange.ts';

test.each([
  [undefined, { type: 'whole' }],
  ['bytes=0-0,5-6', { type: 'whole' }],
  ['bytes=0-', { type: 'part', first: 0, last: 9 }],
  ['bytes=3-3', { type: 'part', first: 3, last: 3 }],
  ['bytes=8-20', { type: 'part', first: 8, last: 9 }],
  ['bytes=-4', { type: 'part', first: 6, last: 9 }],
  ['bytes=-40', { type: 'part', first: 0, last: 9 }],
  ['bytes=10-', { type: 'unsatisfiable' }],
  ['bytes=-0', { type: 'unsatisfiable' }],
  ['bytes=5-4', { type: 'unsatisfiable' }],
  ['bytes=-', { type: 'unsatisfiable' }],
  ['bytes=a-b', { type: 'unsatisfiable' }],
])('B7: of ten bytes, the range %s is read as HTTP has it', (header, expected) => {
  expect(readRange(header, 10)).toEqual(expected);
});
