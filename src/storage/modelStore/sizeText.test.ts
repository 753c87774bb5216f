import { expect, test } from 'vitest';
import { sizeText } from './sizeText.ts';

test.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [23_633, '24 kB'],
  [5_500_000, '6 MB'],
  [1_373_000_000, '1.4 GB'],
])('%i bytes read as %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
