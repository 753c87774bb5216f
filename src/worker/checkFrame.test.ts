import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { appSegment, huffmanTable, jpegBytes, pngBytes } from '../../tests/fakes/imageBytes.ts';
import { checkFrame, MAX_FRAME_BYTES } from './checkFrame.ts';

const problemOf = (bytes: Uint8Array): string => {
  const checked = checkFrame(bytes);
  return 'problem' in checked ? checked.problem : '';
};
const jpeg = (width: number, height: number) => ({ type: 'image/jpeg', width, height });

describe('frames that are taken', () => {
  test('W5: a JPEG tells its size', () => {
    expect(checkFrame(jpegBytes(640, 360))).toEqual(jpeg(640, 360));
  });

  test('W5: a PNG tells its size', () => {
    expect(checkFrame(pngBytes(1920, 1080))).toEqual({ type: 'image/png', width: 1920, height: 1080 });
  });

  test('W5: pictures of a real encoder tell their sizes', async () => {
    const canvas = createCanvas(123, 45);
    expect(checkFrame(await canvas.encode('jpeg'))).toEqual(jpeg(123, 45));
    expect(checkFrame(await canvas.encode('png'))).toEqual({ type: 'image/png', width: 123, height: 45 });
  });

  test('W5: EXIF, comments and tables before the frame header are passed over', () => {
    const before = [...appSegment(0xe1, 60_000), ...appSegment(0xfe, 0), ...huffmanTable(), ...appSegment(0xdb, 65)];
    expect(checkFrame(jpegBytes(800, 600, { before }))).toEqual(jpeg(800, 600));
  });

  test('W5: fill bytes before a marker are passed over', () => {
    const before = [0xff, 0xff, 0xff, ...appSegment(0xe0, 14), 0xff];
    expect(checkFrame(jpegBytes(800, 600, { before }))).toEqual(jpeg(800, 600));
  });

  test.each([0xc1, 0xc2, 0xc9, 0xca])(
    'W5: extended and progressive JPEGs are JPEGs (frame header %i)',
    (frameHeader) => {
      expect(checkFrame(jpegBytes(800, 600, { frameHeader }))).toEqual(jpeg(800, 600));
    },
  );

  test('W5: a frame that lies within a larger buffer is read from its own beginning', () => {
    const inside = new Uint8Array(500).fill(7);
    inside.set(jpegBytes(640, 360), 100);
    inside.set(pngBytes(32, 16), 300);
    expect(checkFrame(inside.subarray(100, 200))).toEqual(jpeg(640, 360));
    expect(checkFrame(inside.subarray(300, 333))).toMatchObject({ width: 32, height: 16 });
  });

  test('W5: 40 megapixels are taken', () => {
    expect(checkFrame(pngBytes(8000, 5000))).toMatchObject({ width: 8000, height: 5000 });
  });
});

describe('frames that are refused', () => {
  const text = (words: string) => new TextEncoder().encode(words);

  test.each([
    ['a GIF', text('GIF89a\u0001\0\u0001\0')],
    ['a WebP', text('RIFF\0\0\0\0WEBPVP8 ')],
    ['an HTML page', text('<!doctype html><title>Sign in</title>')],
    ['an empty body', new Uint8Array()],
    ['the start of a JPEG alone', Uint8Array.of(0xff, 0xd8)],
    ['a JPEG that ends within its EXIF', jpegBytes(9, 9, { before: appSegment(0xe1, 9000) }).subarray(0, 4000)],
    ['a JPEG without a frame header', Uint8Array.from([0xff, 0xd8, ...appSegment(0xe0, 14), ...huffmanTable()])],
    ['a JPEG with rubbish between segments', jpegBytes(9, 9, { before: [...appSegment(0xe0, 14), 0, 0] })],
    ['a JPEG segment of length 0', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, ...Array(40).fill(0)])],
    ['a PNG that ends before its size', pngBytes(9, 9).subarray(0, 20)],
  ])('W5: %s is neither a JPEG nor a PNG', (_, bytes) => {
    expect(problemOf(bytes)).toBe('the frame is neither a JPEG nor a PNG');
  });

  test('W5: a JPEG cut off anywhere before its size is refused, and nothing is thrown', () => {
    const whole = jpegBytes(640, 360, { before: appSegment(0xe1, 30) });
    for (let length = 0; length < 2 + 34 + 9; length++) {
      expect(problemOf(whole.subarray(0, length))).toContain('neither');
    }
  });

  test('W5: a frame over 40 megapixels is refused by its header, with its size', () => {
    expect(problemOf(jpegBytes(8000, 5001))).toBe('the frame of 8000 x 5001 is over 40 megapixels');
    expect(problemOf(pngBytes(0xffffffff, 0xffffffff))).toContain('over 40 megapixels');
  });

  test('W5: a frame without a width or a height is refused', () => {
    expect(problemOf(jpegBytes(0, 360))).toBe('the frame has no size');
    expect(problemOf(pngBytes(640, 0))).toBe('the frame has no size');
  });

  test('W5: a frame over 20 MB is refused, whatever it is', () => {
    const large = new Uint8Array(MAX_FRAME_BYTES + 1);
    large.set(jpegBytes(640, 360));
    expect(problemOf(large)).toBe('the frame is larger than 20 MB');
    expect(checkFrame(large.subarray(0, MAX_FRAME_BYTES))).toEqual(jpeg(640, 360));
  });
});
