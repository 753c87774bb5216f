import { expect, test } from 'vitest';
import { pickToken } from './pickToken.ts';

test('V2: the most likely token is picked, the first of equals', () => {
  expect(pickToken(Float32Array.of(0, 3, 3, -1), undefined)).toBe(1);
});

test('K7: of the tokens that may come, beyond the first 32 and at the sign bit too', () => {
  const logits = Float32Array.from({ length: 70 }, (_, id) => id);
  expect(pickToken(logits, Int32Array.of(0b10, 0, 0))).toBe(1);
  expect(pickToken(logits, Int32Array.of(1 << 31, 1, 0))).toBe(32);
  expect(pickToken(logits, Int32Array.of(1 << 31, 0, 0))).toBe(31);
});

test('M7: numbers that are no numbers are no token', () => {
  expect(() => pickToken(new Float32Array(3).fill(Number.NaN), undefined)).toThrow(/not numbers/);
  expect(() => pickToken(Float32Array.of(1, 2), Int32Array.of(0))).toThrow(RangeError);
});
