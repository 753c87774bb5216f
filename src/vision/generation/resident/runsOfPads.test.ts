import { expect, test } from 'vitest';
import { runsOfPads } from './runsOfPads.ts';

const isPad = (id: number) => id === 9;
const IDS = [1, 9, 9, 9, 2, 9, 9, 3];
const IMAGES = [{ tokens: 3 }, { tokens: 2 }];

test('V8: the features of each image go to its pads, run by run', () => {
  expect(runsOfPads(IDS, IMAGES, isPad, 0, IDS.length)).toEqual([
    { image: 0, row: 0, at: 1, count: 3 },
    { image: 1, row: 0, at: 5, count: 2 },
  ]);
});

test('V13: a prompt that is fed in pieces gets the rows that fall into each', () => {
  expect(runsOfPads(IDS, IMAGES, isPad, 0, 3)).toEqual([{ image: 0, row: 0, at: 1, count: 2 }]);
  expect(runsOfPads(IDS, IMAGES, isPad, 3, 6)).toEqual([
    { image: 0, row: 2, at: 3, count: 1 },
    { image: 1, row: 0, at: 5, count: 1 },
  ]);
});

test('V8: images side by side stay apart, and pads that are not those of the images are an error', () => {
  expect(runsOfPads([9, 9], [{ tokens: 1 }, { tokens: 1 }], isPad, 0, 2)).toHaveLength(2);
  expect(() => runsOfPads([9, 9, 9], [{ tokens: 2 }], isPad, 0, 3)).toThrow(/more than its 1 images/);
  expect(() => runsOfPads([9], [{ tokens: 2 }], isPad, 0, 1)).toThrow(/too little room/);
});
