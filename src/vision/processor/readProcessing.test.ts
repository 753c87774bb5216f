import { describe, expect, test } from 'vitest';
import { type Family, readFamily } from './family.ts';
import { readProcessing } from './readProcessing.ts';

const QWEN3 = readFamily({ model_type: 'qwen3_vl' }) as Family;
const QWEN2 = readFamily({ model_type: 'qwen2_vl' }) as Family;

describe('budgets', () => {
  test('V1: the newer files count pixels in `size`', () => {
    const image = { size: { shortest_edge: 3136, longest_edge: 65_536 } };
    const video = { size: { shortest_edge: 4096, longest_edge: 327_680 } };
    expect(readProcessing(QWEN3, image, video).budgets).toEqual({
      image: { minPixels: 3136, maxPixels: 65_536 },
      video: { minPixels: 4096, maxPixels: 327_680 },
    });
  });

  test('V1: the older files say `min_pixels` and `max_pixels`, which count before `size`', () => {
    const size = { shortest_edge: 1, longest_edge: 2 };
    const image = { min_pixels: 3136, max_pixels: 200_704, size };
    expect(readProcessing(QWEN3, image, undefined).budgets.image).toEqual({ minPixels: 3136, maxPixels: 200_704 });
  });

  test('V1: null is as good as missing', () => {
    const image = { min_pixels: null, max_pixels: null, size: { shortest_edge: 3136, longest_edge: 65_536 } };
    const { budgets } = readProcessing(QWEN3, image, { size: null });
    expect(budgets.image).toEqual({ minPixels: 3136, maxPixels: 65_536 });
    expect(budgets.video).toEqual({ minPixels: 4096, maxPixels: 25_165_824 });
  });

  test.each([
    ['absent', undefined],
    ['no object', 'oops'],
    ['broken', { size: 7 }],
  ])('V1: where the video file is %s, the image file’s budget holds for videos', (_, video) => {
    const image = { min_pixels: 3136, max_pixels: 12_845_056 };
    expect(readProcessing(QWEN2, image, video).budgets.video).toEqual({ minPixels: 3136, maxPixels: 12_845_056 });
  });

  test('V1: where no file says anything, the family’s own numbers hold', () => {
    expect(readProcessing(QWEN3, {}, undefined).budgets.image).toEqual({ minPixels: 65_536, maxPixels: 16_777_216 });
    expect(readProcessing(QWEN2, {}, {}).budgets.video).toEqual({ minPixels: 100_352, maxPixels: 602_112 });
  });
});

describe('packing', () => {
  test('V1: patches and statistics are the model’s', () => {
    const image = { patch_size: 8, merge_size: 3, image_mean: [0.48, 0.46, 0.41], image_std: [0.27, 0.26, 0.28] };
    expect(readProcessing(QWEN3, image, undefined)).toMatchObject({
      patchSize: 8,
      mergeSize: 3,
      mean: image.image_mean,
      std: image.image_std,
    });
  });

  test('V1: without them the family’s hold', () => {
    expect(readProcessing(QWEN3, {}, undefined)).toMatchObject({ patchSize: 16, mergeSize: 2, mean: [0.5, 0.5, 0.5] });
    expect(readProcessing(QWEN2, {}, undefined)).toMatchObject({
      patchSize: 14,
      mean: [0.48145466, 0.4578275, 0.40821073],
    });
  });

  test.each([
    [{ image_mean: 'grey' }],
    [{ patch_size: 0 }],
    [{ patch_size: 14.5 }],
    [{ temporal_patch_size: 1 }],
    [undefined],
  ])('V1: the image file %j is refused', (image) => {
    expect(() => readProcessing(QWEN3, image, undefined)).toThrow();
  });
});
