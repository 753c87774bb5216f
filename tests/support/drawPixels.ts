import type { Pixels } from '../../src/vision/processor/pixels.ts';
import { drawPicture } from './picture.ts';

/** A frame as a decoder gives it, opaque. */
export function drawPixels(seed: number, frame: number, width: number, height: number): Pixels {
  const rgb = drawPicture(seed, frame, width, height);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < rgb.length; i++) data[Math.trunc(i / 3) * 4 + (i % 3)] = rgb[i] as number;
  return { data, width, height };
}
