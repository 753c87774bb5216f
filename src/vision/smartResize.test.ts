import { describe, expect, test } from 'vitest';
import { oneDecimal, roundHalfToEven, smartResize } from './smartResize.ts';

const FACTOR = 32;

// [width, height, min pixels, max pixels, resized width, resized height], by `smart_resize` of transformers 5.18,
// models/qwen2_vl/image_processing_qwen2_vl.py.
const IMAGES: [number, number, number, number, number, number][] = [
  [1280, 720, 65536, 16777216, 1280, 704],
  [1280, 720, 65536, 262144, 672, 384],
  [1280, 720, 3136, 65536, 320, 192],
  [640, 360, 3136, 65536, 320, 192],
  [640, 360, 65536, 16777216, 640, 352],
  [1920, 1080, 65536, 16777216, 1920, 1088],
  [1920, 1080, 65536, 262144, 672, 384],
  [3840, 2160, 65536, 16777216, 3840, 2176],
  [3840, 2160, 65536, 262144, 672, 384],
  [320, 180, 65536, 262144, 352, 192],
  [320, 240, 65536, 262144, 320, 256],
  [352, 288, 65536, 262144, 352, 288],
  [704, 576, 65536, 262144, 544, 448],
  [720, 1280, 65536, 16777216, 704, 1280],
  [1080, 1920, 65536, 262144, 384, 672],
  [800, 600, 65536, 262144, 576, 416],
  [800, 450, 65536, 16777216, 800, 448],
  [800, 464, 65536, 16777216, 800, 448],
  [48, 48, 1024, 262144, 64, 64],
  [80, 80, 1024, 262144, 64, 64],
  [112, 144, 1024, 262144, 128, 128],
  [16, 16, 65536, 262144, 256, 256],
  [1, 1, 65536, 262144, 256, 256],
  [16, 3000, 65536, 262144, 32, 3520],
  [6400, 32, 65536, 262144, 6400, 32],
  [5000, 26, 65536, 16777216, 4992, 32],
  [2592, 1944, 65536, 262144, 576, 416],
  [1000, 1000, 65536, 65536, 256, 256],
  [256, 256, 65536, 65536, 256, 256],
  [257, 255, 65536, 65536, 256, 256],
];

// [frames, width, height, min pixels, max pixels, resized width, resized height], by `smart_resize` of
// models/qwen3_vl/video_processing_qwen3_vl.py. The first seven are the demo model's (tools/demo-model/dataSets.ts).
const VIDEOS: [number, number, number, number, number, number, number][] = [
  [4, 640, 360, 4096, 327680, 352, 192],
  [5, 640, 360, 4096, 327680, 320, 192],
  [6, 640, 360, 4096, 327680, 288, 160],
  [7, 640, 360, 4096, 327680, 288, 160],
  [8, 640, 360, 4096, 327680, 256, 128],
  [9, 640, 360, 4096, 327680, 224, 128],
  [10, 640, 360, 4096, 327680, 224, 128],
  [2, 640, 360, 4096, 327680, 512, 288],
  [3, 640, 360, 4096, 327680, 416, 224],
  [2, 640, 360, 4096, 2621440, 640, 352],
  [10, 640, 360, 4096, 2621440, 640, 352],
  [5, 1280, 720, 4096, 25165824, 1280, 704],
  [5, 320, 192, 4096, 262144, 320, 192],
  [7, 256, 160, 4096, 300000, 256, 160],
  [9, 256, 128, 4096, 300000, 256, 128],
  [5, 160, 96, 65536, 262144, 160, 96],
  [4, 64, 48, 65536, 262144, 160, 128],
  [3, 1920, 1080, 4096, 2621440, 1216, 672],
  [5, 256, 224, 4096, 262144, 256, 224],
  [6, 256, 224, 4096, 262144, 192, 192],
  [5, 112, 80, 46000, 262144, 128, 96],
];

describe('sizes', () => {
  test.each(IMAGES)(
    'V1: an image of %i x %i within %i to %i pixels becomes %i x %i, as in Python',
    (width, height, minPixels, maxPixels, toWidth, toHeight) => {
      const size = smartResize({ width, height }, FACTOR, { minPixels, maxPixels });
      expect(size).toEqual({ width: toWidth, height: toHeight });
    },
  );

  test.each(VIDEOS)(
    'V1: a video of %i frames of %i x %i within %i to %i pixels becomes %i x %i, as in Python',
    (frames, width, height, minPixels, maxPixels, toWidth, toHeight) => {
      const size = smartResize({ width, height }, FACTOR, { minPixels, maxPixels }, frames);
      expect(size).toEqual({ width: toWidth, height: toHeight });
    },
  );

  test('V1: a side more than 200 times the other is refused, 200 times is taken', () => {
    const budget = { minPixels: 65536, maxPixels: 262144 };
    expect(() => smartResize({ width: 2001, height: 10 }, FACTOR, budget)).toThrow(RangeError);
    expect(() => smartResize({ width: 10, height: 2001 }, FACTOR, budget)).toThrow('10 x 2001');
    expect(() => smartResize({ width: 2000, height: 10 }, FACTOR, budget)).not.toThrow();
  });
});

describe('rounding', () => {
  // By Python's `round`.
  test.each([
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [22.5, 22],
    [23.5, 24],
    [0.4999999999999999, 0],
    [2.4, 2],
    [2.6, 3],
    [7, 7],
    [0, 0],
  ])('V1: %d rounds to %d, as in Python', (value, rounded) => {
    expect(roundHalfToEven(value)).toBe(rounded);
  });

  // By Python's f"{value:.1f}".
  test.each([
    [0, '0.0'],
    [0.05, '0.1'],
    [0.15, '0.1'],
    [0.25, '0.2'],
    [0.35, '0.3'],
    [0.45, '0.5'],
    [0.5, '0.5'],
    [0.55, '0.6'],
    [0.65, '0.7'],
    [0.75, '0.8'],
    [0.85, '0.8'],
    [0.95, '0.9'],
    [1.05, '1.1'],
    [1.25, '1.2'],
    [1.75, '1.8'],
    [2.25, '2.2'],
    [2.675, '2.7'],
    [8.05, '8.1'],
    [9.95, '9.9'],
    [12.35, '12.3'],
    [59.95, '60.0'],
    [100.25, '100.2'],
    [100.75, '100.8'],
    [1_000_000.25, '1000000.2'],
  ])('V1: %d with one decimal is %s, as in Python', (value, text) => {
    expect(oneDecimal(value)).toBe(text);
  });
});
