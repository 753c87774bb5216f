// Bicubic reduction and enlargement with antialiasing, equal to Pillow's to the byte, as Python's processors resize with it.
// Its integer arithmetic is part of the result: weights in 22-bit fixed point, the rows first, bytes in between, then the
// columns; a side that keeps its length is left alone. Alpha is dropped: cameras send none.
import type { Pixels, RgbPixels, Size } from './pixels.ts';

const CHANNELS = 3;
const FRACTION_BITS = 22;
/** Added before the shift, so that it rounds. */
const HALF = 1 << (FRACTION_BITS - 1);
/** The cubic reaches two pixels to each side of a point, of the coarser of both pictures. */
const REACH = 2;

export function resizeBicubic(pixels: Pixels, { width, height }: Size): RgbPixels {
  const narrowed = pixels.width === width ? dropAlpha(pixels) : resizeRows(pixels, width);
  return narrowed.height === height ? narrowed : resizeColumns(narrowed, height);
}

/** For each pixel of a side's new length, the pixels of the old one that it is made of. */
interface Taps {
  /** Where they begin. */
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  /** `perPixel` for each pixel, of which `counts` are in use; they sum to 2^22 up to rounding. */
  readonly weights: Int32Array;
  readonly perPixel: number;
}

export function tapsOf(length: number, newLength: number): Taps {
  const scale = length / newLength;
  const stretch = Math.max(scale, 1);
  const reach = REACH * stretch;
  const perPixel = Math.ceil(reach) * 2 + 1;
  const starts = new Int32Array(newLength);
  const counts = new Int32Array(newLength);
  const weights = new Int32Array(newLength * perPixel);
  const exact = new Float64Array(perPixel);
  // The inverse comes first and is multiplied with, as in Pillow: a division would round otherwise.
  const perStretch = 1 / stretch;
  for (let i = 0; i < newLength; i++) {
    const center = (i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(center - reach + 0.5));
    const count = Math.min(length, Math.trunc(center + reach + 0.5)) - start;
    let sum = 0;
    for (let tap = 0; tap < count; tap++) {
      const weight = cubic((start + tap - center + 0.5) * perStretch);
      exact[tap] = weight;
      sum += weight;
    }
    starts[i] = start;
    counts[i] = count;
    for (let tap = 0; tap < count; tap++) {
      const weight = ((exact[tap] as number) / sum) * 2 ** FRACTION_BITS;
      weights[i * perPixel + tap] = Math.trunc(weight + (weight < 0 ? -0.5 : 0.5));
    }
  }
  return { starts, counts, weights, perPixel };
}

/** Keys' cubic with a = -0.5. */
function cubic(at: number): number {
  const x = Math.abs(at);
  if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
  if (x < 2) return -0.5 * (((x - 5) * x + 8) * x - 4);
  return 0;
}

// In both passes a sum stays below 2^31: 255 times the weights, whose magnitudes sum to less than 1.5 x 2^22. Writing to a
// clamped array cuts what overshoots 0..255.

function resizeRows({ data, width, height }: Pixels, newWidth: number): RgbPixels {
  const { starts, counts, weights, perPixel } = tapsOf(width, newWidth);
  const out = new Uint8ClampedArray(newWidth * height * CHANNELS);
  for (let y = 0, target = 0; y < height; y++) {
    for (let x = 0; x < newWidth; x++, target += CHANNELS) {
      let at = (y * width + (starts[x] as number)) * 4;
      let red = HALF;
      let green = HALF;
      let blue = HALF;
      const end = x * perPixel + (counts[x] as number);
      for (let tap = x * perPixel; tap < end; tap++, at += 4) {
        const weight = weights[tap] as number;
        red += Math.imul(data[at] as number, weight);
        green += Math.imul(data[at + 1] as number, weight);
        blue += Math.imul(data[at + 2] as number, weight);
      }
      out[target] = red >> FRACTION_BITS;
      out[target + 1] = green >> FRACTION_BITS;
      out[target + 2] = blue >> FRACTION_BITS;
    }
  }
  return { data: out, width: newWidth, height };
}

function resizeColumns({ data, width, height }: RgbPixels, newHeight: number): RgbPixels {
  const { starts, counts, weights, perPixel } = tapsOf(height, newHeight);
  const stride = width * CHANNELS;
  const out = new Uint8ClampedArray(stride * newHeight);
  for (let y = 0, target = 0; y < newHeight; y++) {
    const top = (starts[y] as number) * stride;
    const firstTap = y * perPixel;
    const end = firstTap + (counts[y] as number);
    for (let x = 0; x < stride; x++, target++) {
      let sum = HALF;
      for (let tap = firstTap, at = top + x; tap < end; tap++, at += stride) {
        sum += Math.imul(data[at] as number, weights[tap] as number);
      }
      out[target] = sum >> FRACTION_BITS;
    }
  }
  return { data: out, width, height: newHeight };
}

function dropAlpha({ data, width, height }: Pixels): RgbPixels {
  const out = new Uint8ClampedArray(width * height * CHANNELS);
  for (let from = 0, to = 0; to < out.length; from += 4, to += CHANNELS) {
    out[to] = data[from] as number;
    out[to + 1] = data[from + 1] as number;
    out[to + 2] = data[from + 2] as number;
  }
  return { data: out, width, height };
}
