import { expect, test } from 'vitest';
import { sayOrdinal } from './ordinal.ts';

test('G2: tries are counted in words up to ten', () => {
  expect([1, 3, 10, 11, 12, 13, 21, 22, 23, 111].map(sayOrdinal)).toEqual([
    'first',
    'third',
    'tenth',
    '11th',
    '12th',
    '13th',
    '21st',
    '22nd',
    '23rd',
    '111th',
  ]);
});
