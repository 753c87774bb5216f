// Pixels into the patches that Qwen-VL's vision encoder reads: one pass, no intermediate tensors.
// Layout (transformers, Qwen2VLImageProcessor): patches in the order [block row, block column, row in block, column in
// block], as blocks of patches are merged into one token; a patch is [channel, frame of the pair, y, x].
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
  /** f32 [patches, 3 x 2 x patch size x patch size], or what writes the same on the GPU. */
  readonly pixelValues: Float32Array | PackOnGpu;
  readonly grid: Grid;
  /** Tokens that it becomes. */
  readonly tokens: number;
}

/** Packed on the processor. */
export interface PackedPixels extends PackedImage {
  readonly pixelValues: Float32Array;
}

/**
 * Submits the work that writes an image's pixel values, in the element type of the vision encoder's input, to the start of
 * `into`, which is large enough and has usage STORAGE.
 */
export type PackOnGpu = (into: GPUBuffer) => void;

/** Frames are resized to multiples of this: the pixels along the side of one token. */
export const tokenPixels = ({ patchSize, mergeSize }: Packing): number => patchSize * mergeSize;

/** Packs two frames of one size, whose sides are multiples of `tokenPixels`; an image is a pair of one frame with itself. */
export function packPair(pair: readonly [RgbPixels, RgbPixels], packing: Packing): PackedPixels {
  const [{ width, height }] = pair;
  const { patchSize, mergeSize } = packing;
  const grid = [1, height / patchSize, width / patchSize] as const;
  const pixelValues = new Float32Array(width * height * CHANNELS * TEMPORAL_SIZE);
  const tables = channelTables(packing);
  packFrame(pair[0], 0, packing, tables, pixelValues);
  packFrame(pair[1], 1, packing, tables, pixelValues);
  return { pixelValues, grid, tokens: (grid[1] * grid[2]) / mergeSize ** 2 };
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

type ChannelTables = readonly [Float32Array, Float32Array, Float32Array];

/** For each channel, the normalised value of each byte. */
function channelTables({ mean, std }: Packing): ChannelTables {
  const table = (channel: number) =>
    Float32Array.from({ length: 256 }, (_, byte) => (byte / 255 - (mean[channel] ?? 0.5)) / (std[channel] ?? 0.5));
  return [table(0), table(1), table(2)];
}

/** Writes one frame's half of its pair's patches. */
function packFrame(
  { data, width, height }: RgbPixels,
  inPair: 0 | 1,
  packing: Packing,
  [red, green, blue]: ChannelTables,
  out: Float32Array,
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
        patch += CHANNELS * channelStep;
      }
    }
  }
}
