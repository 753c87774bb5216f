import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { drawPixels } from '../../../tests/support/drawPixels.ts';
import { RESIZING_CASES } from '../../../tests/support/processorCases.ts';
import type { Pixels } from './pixels.ts';
import { resizeBicubic } from './resizeBicubic.ts';

// What RESIZING_CASES leave out: one side or both kept, much reduced, much enlarged; and a common camera's frame.
// [seed, width, height, new width, new height, SHA-256 of the RGB bytes], by Image.resize((…), BICUBIC) of Pillow 12.3.
const PICTURES: [number, number, number, number, number, string][] = [
  [2, 640, 360, 640, 352, '67b55763e26953a937112e6bc7c4d945273ebd7c4e4975d1e6dc25e562fdd4ea'],
  [3, 352, 288, 320, 288, 'c50f6eedd33f7a3bbc5156831531bc7da7863752215001ee219e4e0850da4305'],
  [7, 1, 1, 32, 32, '24bedec67c5f73cfabf1d42be3caef982144f7bcb4249a49d67c691dc6464bbb'],
  [9, 3, 200, 32, 2144, '341683fa3a8e4a17e72162dc55aee151f633c4781c75928d5db60f130613c72a'],
  [10, 500, 17, 896, 32, '9be9405a71633c84800262f2e9ea9fabe914b990eecb68ced45bfcd284f4c84a'],
  [11, 1000, 999, 28, 28, 'd52253b97b26482815962a96d6f142aed0ffc26d3bd293e0f36e91a32371adc5'],
  [12, 96, 64, 96, 64, '7d4d70779672e45a23b4268baa14f1de8da3a89b9041b4e18038e19e1ee6feaf'],
  [13, 1280, 720, 672, 384, '6ca9e59646feee86ba93d0c9e569645c9ffa9fb531ff76b6e7121092c71199b8'],
];

const sha256 = (data: Uint8ClampedArray): string => createHash('sha256').update(data).digest('hex');

function resizedHash(seed: number, [width, height]: number[], [toWidth, toHeight]: number[]): string {
  const pixels = drawPixels(seed, 0, width ?? 0, height ?? 0);
  return sha256(resizeBicubic(pixels, { width: toWidth ?? 0, height: toHeight ?? 0 }).data);
}

test.each(RESIZING_CASES)('V9: $name gives Pillow’s bytes', ({ seed, original, resized, sha256: expected }) => {
  expect(resizedHash(seed, original, resized)).toBe(expected);
});

test.each(PICTURES)('V9: picture %i, %i x %i to %i x %i, gives Pillow’s bytes', (seed, ...row) => {
  const [width, height, toWidth, toHeight, expected] = row;
  expect(resizedHash(seed, [width, height], [toWidth, toHeight])).toBe(expected);
});

test('V9: what overshoots black and white at hard edges is cut as Pillow cuts it', () => {
  const [width, height] = [90, 60];
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => {
    const [x, y] = [Math.trunc(i / 4) % width, Math.trunc(i / 4 / width)];
    return (Math.trunc(x / 3) + Math.trunc(y / 3)) % 2 === 1 ? 255 : 0;
  });
  const resized = resizeBicubic({ data, width, height }, { width: 64, height: 96 });
  expect(sha256(resized.data)).toBe('c652793930eeecba498818d14cb3075376fd1912f94721debb1188a967186510');
});

test('V9: an even colour stays that colour, whatever alpha says', () => {
  const pixels: Pixels = {
    data: new Uint8ClampedArray(50 * 30 * 4).map((_, i) => [200, 255, 7, i % 256][i % 4] ?? 0),
    width: 50,
    height: 30,
  };
  const { data } = resizeBicubic(pixels, { width: 32, height: 64 });
  expect(new Set(Array.from({ length: data.length / 3 }, (_, i) => data.slice(i * 3, i * 3 + 3).join()))).toEqual(
    new Set(['200,255,7']),
  );
});
