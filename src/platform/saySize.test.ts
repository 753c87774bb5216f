import { expect, test } from 'vitest';
import { saySize } from './saySize.ts';

test.each([
  [0, '0.0 MB'],
  [5_400_000, '5.4 MB'],
  [19_960_000, '20 MB'],
  [350_000_000, '350 MB'],
  [999_600_000, '1.0 GB'],
  [1_373_000_000, '1.4 GB'],
  [42_000_000_000, '42 GB'],
])('G2: %i bytes are %s', (bytes, text) => {
  expect(saySize(bytes)).toBe(text);
});
