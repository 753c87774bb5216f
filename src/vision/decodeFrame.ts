import type { Pixels } from './packFrames.ts';
import type { Size } from './smartResize.ts';

/** A frame decoded by the browser; close it after use. */
export async function decodeFrame(frame: Blob): Promise<ImageBitmap> {
  return createImageBitmap(frame, { colorSpaceConversion: 'none', premultiplyAlpha: 'none' });
}

/** The frame's pixels at `size`, resized by the browser's best filter. */
export function readPixels(bitmap: ImageBitmap, { width, height }: Size): Pixels {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context) throw new Error('the browser gave no 2d canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  return { data: context.getImageData(0, 0, width, height).data, width, height };
}
