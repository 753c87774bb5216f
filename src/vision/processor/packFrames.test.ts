import { describe, expect, test } from 'vitest';
import { pixelValuesOf } from '../../../tests/support/pixelValuesOf.ts';
import { writeFloats } from '../generation/floats.ts';
import { type Packing, packPair, pairFrames, tokenPixels } from './packFrames.ts';
import type { RgbPixels } from './pixels.ts';

const MERGE = 2;
const packing = (patchSize: number): Packing => ({
  patchSize,
  mergeSize: MERGE,
  mean: [0.48, 0.46, 0.41],
  std: [0.27, 0.26, 0.28],
});

/** Bytes that repeat nowhere near each other, so that no two places look alike. */
function noise(width: number, height: number, seed: number): RgbPixels {
  let state = seed;
  const data = Uint8ClampedArray.from({ length: width * height * 3 }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state >> 16;
  });
  return { data, width, height };
}

/** The index of each dimension of `shape` at the place `at` of its flat values. */
function unravel(at: number, shape: readonly number[]): number[] {
  let rest = at;
  return shape
    .toReversed()
    .map((size) => {
      const index = rest % size;
      rest = (rest - index) / size;
      return index;
    })
    .toReversed();
}

/** The layout as transformers' `patchify` defines it, one value after another. */
function patchesByDefinition(pair: readonly [RgbPixels, RgbPixels], { patchSize, mean, std }: Packing): number[] {
  const [{ width, height }] = pair;
  // Block row, block column, row and column in the block, channel, frame, y, x.
  const shape = [height / patchSize / MERGE, width / patchSize / MERGE, MERGE, MERGE, 3, 2, patchSize, patchSize];
  return Array.from({ length: width * height * 3 * 2 }, (_, at) => {
    const [blockRow = 0, blockColumn = 0, row = 0, column = 0, channel = 0, frame = 0, y = 0, x = 0] = unravel(
      at,
      shape,
    );
    const top = (blockRow * MERGE + row) * patchSize;
    const left = (blockColumn * MERGE + column) * patchSize;
    const byte = pair[frame]?.data[((top + y) * width + left + x) * 3 + channel] ?? Number.NaN;
    return Math.fround((byte / 255 - (mean[channel] ?? 0)) / (std[channel] ?? 1));
  });
}

describe.each([14, 16])('packing in patches of %i pixels', (patchSize) => {
  const token = tokenPixels(packing(patchSize));

  test('V8: an image becomes patches in the order of the Python processor', () => {
    const image = noise(3 * token, 2 * token, 1);
    const packed = packPair([image, image], packing(patchSize));
    const { grid, tokens } = packed;
    const pixelValues = pixelValuesOf(packed);
    expect([...pixelValues]).toEqual(patchesByDefinition([image, image], packing(patchSize)));
    expect(grid).toEqual([1, 4, 6]);
    expect(tokens).toBe(6);
    expect(pixelValues).toHaveLength(4 * 6 * 3 * 2 * patchSize ** 2);
  });

  test('V8: the two frames of a pair lie beside each other in each channel of a patch', () => {
    const pair = [noise(token, 2 * token, 2), noise(token, 2 * token, 3)] as const;
    expect([...pixelValuesOf(packPair(pair, packing(patchSize)))]).toEqual(
      patchesByDefinition(pair, packing(patchSize)),
    );
  });
});

test('V8: black and white are the ends of the normalised range', () => {
  const half: Packing = { patchSize: 16, mergeSize: 2, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };
  const black: RgbPixels = { data: new Uint8ClampedArray(32 * 32 * 3), width: 32, height: 32 };
  const white: RgbPixels = { data: new Uint8ClampedArray(32 * 32 * 3).fill(255), width: 32, height: 32 };
  expect(new Set(pixelValuesOf(packPair([black, white], half)))).toEqual(new Set([-1, 1]));
});

test('V8: half floats are written as the bits that a tensor of theirs has', () => {
  const image = noise(32, 32, 4);
  const packed = packPair([image, image], packing(16));
  const bits = new Uint16Array(packed.pixelValues.on === 'heap' ? packed.pixelValues.length : 0);
  if (packed.pixelValues.on === 'heap') packed.pixelValues.write(bits);
  expect(bits).toEqual(writeFloats('float16', pixelValuesOf(packed)));
});

describe('pairs', () => {
  test('V8: an even number of frames pairs up', () => {
    expect(pairFrames([1, 2, 3, 4])).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('V8: the last of an odd number of frames is paired with itself', () => {
    expect(pairFrames([1, 2, 3])).toEqual([
      [1, 2],
      [3, 3],
    ]);
    expect(pairFrames([1])).toEqual([[1, 1]]);
  });

  test('V8: no frames are no pairs', () => {
    expect(pairFrames([])).toEqual([]);
  });
});
