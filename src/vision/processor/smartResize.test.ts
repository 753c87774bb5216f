import { describe, expect, test } from 'vitest';
import { smartResizeImage, smartResizeVideo } from './smartResize.ts';

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

// The same for Qwen2-VL and Qwen2.5-VL, whose tokens are 28 pixels wide, and whose videos are sized like this as well.
const QWEN2_IMAGES: [number, number, number, number, number, number][] = [
  [1280, 720, 3136, 12845056, 1288, 728],
  [1280, 720, 3136, 200704, 588, 336],
  [640, 360, 3136, 12845056, 644, 364],
  [1920, 1080, 3136, 1003520, 1316, 728],
  [70, 70, 3136, 12845056, 56, 56],
  [42, 42, 3136, 12845056, 56, 56],
  [98, 126, 3136, 12845056, 112, 112],
  [10, 10, 3136, 12845056, 56, 56],
  [5, 900, 3136, 12845056, 28, 756],
  [1960, 30, 100352, 602112, 2576, 56],
  [64, 48, 100352, 602112, 392, 280],
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
  [4, 20, 15, 4096, 327680, 32, 32],
  [2, 31, 32, 4096, 327680, 64, 64],
  [4, 200, 24, 4096, 327680, 256, 32],
  [6, 24, 200, 4096, 327680, 32, 256],
  [3, 1, 1, 4096, 327680, 32, 32],
  [10, 17, 29, 4096, 25165824, 32, 64],
  [2, 3000, 16, 4096, 327680, 5536, 32],
  [2, 1000, 7, 4096, 100000, 2656, 32],
  [4, 29, 41, 1024, 327680, 32, 32],
  [10, 145, 17, 4096, 327680, 256, 32],
  [3, 29, 131, 4096, 327680, 32, 128],
];

describe('sizes', () => {
  test.each(IMAGES)(
    'V1: an image of %i x %i within %i to %i pixels becomes %i x %i, as in Python',
    (width, height, minPixels, maxPixels, toWidth, toHeight) => {
      const size = smartResizeImage({ width, height }, FACTOR, { minPixels, maxPixels });
      expect(size).toEqual({ width: toWidth, height: toHeight });
    },
  );

  test.each(VIDEOS)(
    'V1: a video of %i frames of %i x %i within %i to %i pixels becomes %i x %i, as in Python',
    (frames, width, height, minPixels, maxPixels, toWidth, toHeight) => {
      const size = smartResizeVideo({ width, height }, FACTOR, { minPixels, maxPixels }, frames);
      expect(size).toEqual({ width: toWidth, height: toHeight });
    },
  );

  test.each(QWEN2_IMAGES)(
    'V1: for Qwen2-VL an image of %i x %i within %i to %i pixels becomes %i x %i, as in Python',
    (width, height, minPixels, maxPixels, toWidth, toHeight) => {
      const size = smartResizeImage({ width, height }, 28, { minPixels, maxPixels });
      expect(size).toEqual({ width: toWidth, height: toHeight });
    },
  );

  test('V1: a video of one frame has the size of two such frames', () => {
    const budget = { minPixels: 4096, maxPixels: 327680 };
    const size = { width: 640, height: 360 };
    expect(smartResizeVideo(size, FACTOR, budget, 1)).toEqual(smartResizeVideo(size, FACTOR, budget, 2));
  });

  test('V1: a side more than 200 times the other is refused, 200 times is taken', () => {
    const budget = { minPixels: 65536, maxPixels: 262144 };
    expect(() => smartResizeImage({ width: 2001, height: 10 }, FACTOR, budget)).toThrow(RangeError);
    expect(() => smartResizeImage({ width: 10, height: 2001 }, FACTOR, budget)).toThrow('10 x 2001');
    expect(() => smartResizeImage({ width: 2000, height: 10 }, FACTOR, budget)).not.toThrow();
    expect(() => smartResizeVideo({ width: 16, height: 3300 }, FACTOR, budget, 4)).toThrow(RangeError);
  });
});
