import { expect, test } from 'vitest';
import {
  OffscreenCanvas,
  openBitmaps,
  picture,
  createImageBitmap as toBitmap,
} from '../../tests/fakes/browserCanvas.ts';
import { createFrameLuma, LUMA_HEIGHT, LUMA_WIDTH } from './frameLuma.ts';

function setUp() {
  const asked: (ImageBitmapOptions | undefined)[] = [];
  const browser = {
    createImageBitmap: (blob: Blob, options?: ImageBitmapOptions) => {
      asked.push(options);
      return toBitmap(blob);
    },
    OffscreenCanvas,
  };
  // As much of the browser's two as is used.
  const read = createFrameLuma(browser as unknown as Pick<typeof globalThis, 'createImageBitmap' | 'OffscreenCanvas'>);
  if (!read) throw new Error('there is a browser');
  return { asked, read };
}

test('W14: a frame becomes 64x36 steps of brightness, of all its pixels, and its bitmap is let go', async () => {
  const { asked, read } = setUp();
  expect(await read(await picture(LUMA_WIDTH, LUMA_HEIGHT, '#808080'))).toEqual(new Uint8Array(64 * 36).fill(128));
  expect(asked).toEqual([{ resizeWidth: 64, resizeHeight: 36, resizeQuality: 'medium' }]);
  expect(openBitmaps.count).toBe(0);
});

test.each([
  ['#000000', 0],
  ['#ff0000', 76],
  ['#00ff00', 150],
  ['#0000ff', 29],
  ['#ffffff', 255],
])('W14: %s is %i steps bright', async (colour, steps) => {
  const { read } = setUp();
  const luma = await read(await picture(LUMA_WIDTH, LUMA_HEIGHT, colour));
  expect([luma.at(0), luma.at(-1)]).toEqual([steps, steps]);
});

test('W14: frames that are read side by side do not get into each other', async () => {
  const { read } = setUp();
  const pictures = await Promise.all(['#000000', '#ffffff'].map((colour) => picture(LUMA_WIDTH, LUMA_HEIGHT, colour)));
  const lumas = await Promise.all(pictures.map((one) => read(one)));
  expect(lumas.map((luma) => luma[700])).toEqual([0, 255]);
});

test('W14: what is no picture is an error, and where no browser is there is nothing to read with', async () => {
  const { read } = setUp();
  await expect(read(new Blob(['no picture']))).rejects.toThrow();
  expect(createFrameLuma({})).toBeUndefined();
  expect(createFrameLuma()).toBeUndefined();
});
