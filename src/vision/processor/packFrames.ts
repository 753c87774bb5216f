// Pixels into the patches that Qwen-VL's vision encoder reads: one pass, no intermediate tensors.
// Layout (transformers, Qwen2VLImageProcessor): patches in the order [block row, block column, row in block, column in
// block], as blocks of patches are merged into one token; a patch is [channel, frame of the pair, y, x].
import { writeFloats } from '../generation/floats.ts';
import type { RgbPixels } from './pixels.ts';

const TEMPORAL_SIZE = 2;
const CHANNELS = 3;

/** How a model cuts up its frames and scales their bytes; from preprocessor_config.json. */
export interface Packing {
  /** Pixels along the side of a patch. */
  readonly patchSize: number;
  /** Patches along the side of the block that becomes one token. */
  readonly mergeSize: number;
  /** Per channel, of 0..1. */
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** `[time, patch rows, patch columns]`. */
export type Grid = readonly [number, number, number];

/** What one run of the vision encoder takes: an image, or one pair of a video's frames. */
export interface PackedImage {
  readonly pixelValues: PixelsOnHeap | PixelsOnGpu;
  readonly grid: Grid;
  /** Tokens that it becomes. */
  readonly tokens: number;
}

/**
 * Pixel values, [patches, 3 x 2 x patch size x patch size], are written when they are needed, to memory that the reader has
 * already: 22 MB of new memory for a frame of 720p take ten times as long as writing them.
 */
export interface PixelsOnHeap {
  readonly on: 'heap';
  readonly length: number;
  /** Fills `into`: f32, or the bits of half floats. */
  write(into: Float32Array | Uint16Array): void;
}

export interface PixelsOnGpu {
  readonly on: 'gpu';
  /**
   * Submits the work that writes the values, in the element type of the vision encoder's input, to the start of `into`, which is
   * large enough and has usage STORAGE.
   */
  write(into: GPUBuffer): void;
}

/** Frames are resized to multiples of this: the pixels along the side of one token. */
export const tokenPixels = ({ patchSize, mergeSize }: Packing): number => patchSize * mergeSize;

/** Packs two frames of one size, whose sides are multiples of `tokenPixels`; an image is a pair of one frame with itself. */
export function packPair([first, second]: readonly [RgbPixels, RgbPixels], packing: Packing): PackedImage {
  const { width, height } = first;
  const { patchSize, mergeSize } = packing;
  const grid = [1, height / patchSize, width / patchSize] as const;
  return {
    grid,
    tokens: (grid[1] * grid[2]) / mergeSize ** 2,
    pixelValues: {
      on: 'heap',
      length: width * height * CHANNELS * TEMPORAL_SIZE,
      write(into) {
        const tables = channelTables(packing, into);
        packFrame(first, 0, packing, tables, into);
        if (second !== first) packFrame(second, 1, packing, tables, into);
      },
    },
  };
}

/** Pairs up a video's frames; an odd last one is repeated, as the Python processor does. */
export function pairFrames<T>(frames: readonly T[]): (readonly [T, T])[] {
  const pairs: (readonly [T, T])[] = [];
  for (let i = 0; i < frames.length; i += TEMPORAL_SIZE) {
    const first = frames[i] as T;
    pairs.push([first, frames[i + 1] ?? first]);
  }
  return pairs;
}

type ChannelTables = readonly [Values, Values, Values];
type Values = Float32Array | Uint16Array;

/** For each channel, the normalised value of each byte, as `into` takes it. */
function channelTables({ mean, std }: Packing, into: Values): ChannelTables {
  const type = into instanceof Float32Array ? 'float32' : 'float16';
  const table = (channel: number) =>
    writeFloats(
      type,
      Float32Array.from({ length: 256 }, (_, byte) => (byte / 255 - (mean[channel] ?? 0.5)) / (std[channel] ?? 0.5)),
    );
  return [table(0), table(1), table(2)];
}

/**
 * Writes one frame's half of its pair's patches. The first frame is written for the second as well, at next to no cost while it
 * is in the processor's cache: in an image both are the same.
 */
function packFrame(
  { data, width, height }: RgbPixels,
  inPair: 0 | 1,
  packing: Packing,
  [red, green, blue]: ChannelTables,
  out: Values,
): void {
  const { patchSize, mergeSize } = packing;
  const block = tokenPixels(packing);
  const plane = patchSize * patchSize;
  const channelStep = TEMPORAL_SIZE * plane;
  let patch = inPair * plane;
  for (let blockY = 0; blockY < height; blockY += block) {
    for (let blockX = 0; blockX < width; blockX += block) {
      for (let inBlock = 0; inBlock < mergeSize ** 2; inBlock++) {
        const top = blockY + Math.trunc(inBlock / mergeSize) * patchSize;
        const left = blockX + (inBlock % mergeSize) * patchSize;
        let target = patch;
        for (let y = 0; y < patchSize; y++) {
          let source = ((top + y) * width + left) * CHANNELS;
          for (let x = 0; x < patchSize; x++, source += CHANNELS, target++) {
            out[target] = red[data[source] as number] as number;
            out[target + channelStep] = green[data[source + 1] as number] as number;
            out[target + 2 * channelStep] = blue[data[source + 2] as number] as number;
          }
        }
        for (let from = patch; inPair === 0 && from < patch + CHANNELS * channelStep; from += channelStep) {
          out.copyWithin(from + plane, from, from + plane);
        }
        patch += CHANNELS * channelStep;
      }
    }
  }
}
