import { describe, expect, test } from 'vitest';
import { readProcessing } from './readProcessing.ts';

const statistics = { image_mean: [0.5, 0.5, 0.5], image_std: [0.5, 0.5, 0.5] };

describe('budgets', () => {
  test('V1: the newer files count pixels in `size`', () => {
    const image = { ...statistics, size: { shortest_edge: 3136, longest_edge: 65_536 } };
    const video = { size: { shortest_edge: 4096, longest_edge: 327_680 } };
    expect(readProcessing(image, video)).toMatchObject({
      image: { minPixels: 3136, maxPixels: 65_536 },
      video: { minPixels: 4096, maxPixels: 327_680 },
    });
  });

  test('V1: the older files say `min_pixels` and `max_pixels`, which count before `size`', () => {
    const size = { shortest_edge: 1, longest_edge: 2 };
    expect(readProcessing({ min_pixels: 3136, max_pixels: 200_704, size }, undefined).image).toEqual({
      minPixels: 3136,
      maxPixels: 200_704,
    });
  });

  test('V1: null is as good as missing', () => {
    const image = { min_pixels: null, max_pixels: null, size: { shortest_edge: 3136, longest_edge: 65_536 } };
    expect(readProcessing(image, { size: null }).image).toEqual({ minPixels: 3136, maxPixels: 65_536 });
  });

  test('V1: the real Qwen3-VL’s millions of pixels are capped, in one frame and in a video', () => {
    const image = { ...statistics, size: { shortest_edge: 65_536, longest_edge: 16_777_216 } };
    const video = { size: { shortest_edge: 4096, longest_edge: 25_165_824 } };
    expect(readProcessing(image, video)).toMatchObject({
      image: { minPixels: 65_536, maxPixels: 262_144 },
      video: { minPixels: 4096, maxPixels: 2_621_440 },
    });
  });

  test('V1: the least is never more than the most', () => {
    const { minPixels, maxPixels } = readProcessing({ min_pixels: 1_000_000, max_pixels: 2_000_000 }, undefined).image;
    expect(minPixels).toBeLessThanOrEqual(maxPixels);
  });

  test.each([
    ['absent', undefined],
    ['no object', 'oops'],
    ['broken', { size: 7 }],
  ])('V1: where the video file is %s, Qwen3-VL’s own numbers hold', (_, video) => {
    expect(readProcessing({}, video).video).toEqual({ minPixels: 4096, maxPixels: 2_621_440 });
  });
});

describe('statistics', () => {
  test('V1: mean and deviation are the model’s', () => {
    const image = { image_mean: [0.48, 0.46, 0.41], image_std: [0.27, 0.26, 0.28] };
    expect(readProcessing(image, undefined)).toMatchObject({ mean: image.image_mean, std: image.image_std });
  });

  test('V1: without them Qwen3-VL’s hold', () => {
    expect(readProcessing({}, undefined)).toMatchObject({ mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] });
  });

  test('V1: an image file that makes no sense is refused', () => {
    expect(() => readProcessing({ image_mean: 'grey' }, undefined)).toThrow();
    expect(() => readProcessing(undefined, undefined)).toThrow();
  });
});
