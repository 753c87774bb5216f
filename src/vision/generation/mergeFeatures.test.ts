import { expect, test } from 'vitest';
import { mergeFeatures } from './mergeFeatures.ts';

const isPad = (id: number) => id === 9;

test('V8: the rows of several images take the places of their pads, in order', () => {
  const embeds = Float32Array.of(1, 1, 0, 0, 2, 2, 0, 0, 0, 0);
  mergeFeatures(embeds, [5, 9, 6, 9, 9], isPad, [Float32Array.of(10, 11), Float32Array.of(20, 21, 30, 31)]);
  expect([...embeds]).toEqual([1, 1, 10, 11, 2, 2, 20, 21, 30, 31]);
});

test('V8: a vision encoder that gives more or fewer rows than there are pads is an error', () => {
  expect(() => mergeFeatures(new Float32Array(4), [9, 5], isPad, [new Float32Array(4)])).toThrow(/2 rows for 1 tokens/);
  expect(() => mergeFeatures(new Float32Array(4), [9, 9], isPad, [new Float32Array(2)])).toThrow(/1 rows for 2 tokens/);
});
