// Resizes frames and packs them for the vision encoder: on the processor here, on the GPU in gpuPacker/.
import { readPixels } from './decodeFrame.ts';
import { type PackedImage, type Packing, packPair } from './packFrames.ts';
import type { Pixels, RgbPixels, Size } from './pixels.ts';
import { resizeBicubic } from './resizeBicubic.ts';

/** A decoded frame: its pixels, or as the browser decoded it. */
export type Frame = Pixels | ImageBitmap;

export interface Packer {
  /**
   * Packs two frames as one pair, each resized to `size`, whose sides are multiples of `tokenPixels`. An image is a pair of
   * one frame with itself.
   */
  packPair(pair: readonly [Frame, Frame], size: Size): PackedImage;
}

export function createPacker(packing: Packing): Packer {
  return {
    packPair([first, second], size) {
      const resized = resize(first, size);
      return packPair([resized, second === first ? resized : resize(second, size)], packing);
    },
  };
}

const resize = (frame: Frame, size: Size): RgbPixels =>
  resizeBicubic('data' in frame ? frame : readPixels(frame), size);

/** Packs on the GPU what it takes, and the rest on the processor. */
export function withFallback(gpu: Packer, fallback: Packer): Packer {
  return {
    packPair(pair, size) {
      try {
        return gpu.packPair(pair, size);
      } catch (error) {
        if (error instanceof RangeError) return fallback.packPair(pair, size);
        throw error;
      }
    },
  };
}

/** Gives the same image for the same frames and size, as long as these frames are held: what was seen of it serves again. */
export function remembering(packer: Packer): Packer {
  const known = new WeakMap<Frame, { readonly second: Frame; readonly size: Size; readonly image: PackedImage }[]>();
  return {
    packPair([first, second], size) {
      const ofFirst = known.get(first) ?? [];
      known.set(first, ofFirst);
      const { width, height } = size;
      const same = ofFirst.find(
        (one) => one.second === second && one.size.width === width && one.size.height === height,
      );
      if (same) return same.image;
      const image = packer.packPair([first, second], size);
      ofFirst.push({ second, size, image });
      return image;
    },
  };
}
