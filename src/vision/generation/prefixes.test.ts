import { expect, test } from 'vitest';
import { createPrefixes, prefixLength } from './prefixes.ts';

const isPad = (id: number) => id === 9;
const prompt = (ids: readonly number[]) => ({ ids, positions: [], nextPosition: 0, images: [] });
const words = Array.from({ length: 20 }, (_, i) => i + 10);

test('V16: what stands before the first frame is worth keeping from sixteen tokens on', () => {
  expect(prefixLength(prompt([...words, 9, 9, 1]), isPad)).toBe(20);
  expect(prefixLength(prompt([1, 2, 3, 9, 9, 1]), isPad)).toBe(0);
  expect(prefixLength(prompt(words), isPad)).toBe(0);
});

test('V16: only the same tokens are found, and of too many the one that was not used for longest goes', () => {
  const freed: string[] = [];
  const prefixes = createPrefixes<string>((saved) => void freed.push(saved));
  for (const first of [1, 2, 3, 4]) prefixes.keep([first, ...words], `caches ${first}`);
  expect([prefixes.find([1, ...words]), prefixes.find([1, 2])]).toEqual(['caches 1', undefined]);
  prefixes.keep([5, ...words], 'caches 5');
  expect([prefixes.find([2, ...words]), freed]).toEqual([undefined, ['caches 2']]);
  prefixes.dispose();
  expect(freed).toHaveLength(5);
});
