import type { Pixels } from './pixels.ts';

/**
 * A frame decoded by the browser; close it after use. Turned as its EXIF data says, which is the browser's default: boxes
 * are to be those of the frame as people see it. Colours are the file's own, as Python's processors take them.
 */
export async function decodeFrame(frame: Blob): Promise<ImageBitmap> {
  return createImageBitmap(frame, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
}

/** The frame's pixels at its full size: the browser's own filters resize unlike Python's. */
export function readPixels(bitmap: ImageBitmap): Pixels {
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context) throw new Error('the browser gave no 2d canvas');
  context.drawImage(bitmap, 0, 0);
  return { data: context.getImageData(0, 0, width, height).data, width, height };
}
