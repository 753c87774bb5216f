import { describe, expect, test } from 'vitest';
import { type Normalization, PATCH_LENGTH, type Pixels, packFrames, pairFrames } from './packFrames.ts';

const NORMALIZATION: Normalization = { mean: [0.48, 0.46, 0.41], std: [0.27, 0.26, 0.28] };
const PATCH = 16;
const MERGE = 2;

/** Bytes that repeat nowhere near each other, so that no two places look alike. */
function noise(width: number, height: number, seed: number): Pixels {
  let state = seed;
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state >> 16;
  });
  return { data, width, height };
}

const normalized = ({ data, width }: Pixels, channel: number, y: number, x: number): number => {
  const byte = data[(y * width + x) * 4 + channel] ?? Number.NaN;
  return Math.fround((byte / 255 - (NORMALIZATION.mean[channel] ?? 0)) / (NORMALIZATION.std[channel] ?? 1));
};

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
function patchesByDefinition(pair: readonly [Pixels, Pixels]): number[] {
  const [{ width, height }] = pair;
  // Block row, block column, row and column in the block, channel, frame, y, x.
  const shape = [height / PATCH / MERGE, width / PATCH / MERGE, MERGE, MERGE, 3, 2, PATCH, PATCH];
  return Array.from({ length: width * height * 3 * 2 }, (_, at) => {
    const [blockRow = 0, blockColumn = 0, row = 0, column = 0, channel = 0, frame = 0, y = 0, x = 0] = unravel(
      at,
      shape,
    );
    const top = (blockRow * MERGE + row) * PATCH;
    const left = (blockColumn * MERGE + column) * PATCH;
    return normalized(frame === 0 ? pair[0] : pair[1], channel, top + y, left + x);
  });
}

describe('packing', () => {
  test('V1: an image becomes patches in the order of the Python processor', () => {
    const image = noise(96, 64, 1);
    const { pixelValues, grid, tokens } = packFrames([[image, image]], NORMALIZATION);
    expect([...pixelValues]).toEqual(patchesByDefinition([image, image]));
    expect(grid).toEqual([[1, 4, 6]]);
    expect(tokens).toEqual([6]);
    expect(pixelValues).toHaveLength(4 * 6 * PATCH_LENGTH);
  });

  test('V1: the two frames of a pair lie beside each other in each channel of a patch', () => {
    const pair = [noise(32, 64, 2), noise(32, 64, 3)] as const;
    expect([...packFrames([pair], NORMALIZATION).pixelValues]).toEqual(patchesByDefinition(pair));
  });

  test('V1: pairs follow one another, each with a grid of its own', () => {
    const first = [noise(64, 32, 4), noise(64, 32, 5)] as const;
    const second = [noise(64, 32, 6), noise(64, 32, 7)] as const;
    const { pixelValues, grid, tokens } = packFrames([first, second], NORMALIZATION);
    expect([...pixelValues]).toEqual([...patchesByDefinition(first), ...patchesByDefinition(second)]);
    expect(grid).toEqual([
      [1, 2, 4],
      [1, 2, 4],
    ]);
    expect(tokens).toEqual([2, 2]);
  });

  test('V1: black and white are the ends of the normalised range', () => {
    const half = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };
    const black: Pixels = { data: new Uint8ClampedArray(32 * 32 * 4), width: 32, height: 32 };
    const white: Pixels = { data: new Uint8ClampedArray(32 * 32 * 4).fill(255), width: 32, height: 32 };
    expect(new Set(packFrames([[black, white]], half).pixelValues)).toEqual(new Set([-1, 1]));
  });
});

describe('pairs', () => {
  test('V1: an even number of frames pairs up', () => {
    expect(pairFrames([1, 2, 3, 4])).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('V1: the last of an odd number of frames is paired with itself', () => {
    expect(pairFrames([1, 2, 3])).toEqual([
      [1, 2],
      [3, 3],
    ]);
    expect(pairFrames([1])).toEqual([[1, 1]]);
  });

  test('V1: no frames are no pairs', () => {
    expect(pairFrames([])).toEqual([]);
  });
});
