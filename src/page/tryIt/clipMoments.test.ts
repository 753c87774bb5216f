import { expect, test } from 'vitest';
import { clipMoments } from './clipMoments.ts';

test('G41: the frames of a clip are taken evenly, and neither at its very first moment nor at its last', () => {
  expect(clipMoments(10, 5)).toEqual({ moments: [1, 3, 5, 7, 9], seconds: [0, 2, 4, 6, 8] });
  const { moments } = clipMoments(0.4, 16);
  expect(moments[0]).toBeGreaterThan(0);
  expect(moments.at(-1)).toBeLessThan(0.4);
});
