import { expect, test } from 'vitest';
import { budgetFor } from './budgetFor.ts';
import { type Family, readFamily } from './family.ts';
import { readProcessing } from './readProcessing.ts';

const familyOf = (model_type: string) => readFamily({ model_type }) as Family;

function maxPixels(model_type: string, job: Parameters<typeof budgetFor>[2], video?: object) {
  const family = familyOf(model_type);
  const { image, video: clip } = budgetFor(family, readProcessing(family, {}, video), job);
  return { image: image.maxPixels, video: clip.maxPixels };
}

test('V1: one image takes a quarter of a million pixels, and a video ten times that over all its frames', () => {
  expect(maxPixels('qwen3_vl', { frames: 1 }, {})).toEqual({ image: 262_144, video: 2_621_440 });
});

test('V1: ten images keep that size, and more share what ten take', () => {
  expect(maxPixels('qwen3_vl', { frames: 10 }).image).toBe(262_144);
  expect(maxPixels('qwen3_vl', { frames: 40 }).image).toBe(65_536);
});

test('V1: a job’s own limit is shared in the same way', () => {
  expect(maxPixels('qwen3_vl', { frames: 10, maxPixels: 1_000_000 }, {})).toEqual({ image: 100_000, video: 1_000_000 });
});

test('G64: the person’s own limit on a frame holds for each image, and ten of them make a video', () => {
  expect(maxPixels('qwen3_vl', { frames: 1, framePixels: 65_536 }, {})).toEqual({ image: 65_536, video: 655_360 });
  expect(maxPixels('qwen3_vl', { frames: 1, framePixels: 1_048_576 }).image).toBe(1_048_576);
  expect(maxPixels('qwen3_vl', { frames: 20, framePixels: 65_536 }).image).toBe(32_768);
});

test('V1: where the model counts a video’s pixels by the frame, each frame gets its share', () => {
  expect(maxPixels('qwen2_vl', { frames: 10 }, {})).toEqual({ image: 262_144, video: 262_144 });
  expect(maxPixels('qwen2_5_vl', { frames: 1 }, {}).video).toBe(602_112);
});

test('V1: a model’s own limit holds where it is smaller', () => {
  const family = familyOf('qwen3_vl');
  const size = { shortest_edge: 4096, longest_edge: 65_536 };
  expect(budgetFor(family, readProcessing(family, { size }, { size }), { frames: 2 })).toEqual({
    image: { minPixels: 4096, maxPixels: 65_536 },
    video: { minPixels: 4096, maxPixels: 65_536 },
  });
});

test('V1: the least is never more than the most', () => {
  const family = familyOf('qwen3_vl');
  const processing = readProcessing(family, { min_pixels: 1_000_000, max_pixels: 2_000_000 }, undefined);
  expect(budgetFor(family, processing, { frames: 1 }).image).toEqual({ minPixels: 262_144, maxPixels: 262_144 });
});
