// Pixels into the patches that Qwen-VL's vision encoder reads: one pass, no intermediate tensors.
// Layout (transformers, Qwen2VLImageProcessor): patches in the order [block row, block column, row in block, column in
// block], as blocks of 2 x 2 patches are merged into one token; a patch is [channel, frame of the pair, y, x].
import type { Size } from './smartResize.ts';

const PATCH_SIZE = 16;
const MERGE_SIZE = 2;
const TEMPORAL_SIZE = 2;
const CHANNELS = 3;
/** Pixels along the side of one token: frames are resized to multiples of it. */
export const TOKEN_PIXELS = PATCH_SIZE * MERGE_SIZE;
/** Values in one patch. */
export const PATCH_LENGTH = CHANNELS * TEMPORAL_SIZE * PATCH_SIZE * PATCH_SIZE;

/** RGBA bytes, rows from the top; both sides are multiples of 32. */
export interface Pixels extends Size {
  readonly data: Uint8ClampedArray;
}

/** Per-channel statistics of preprocessor_config.json. */
export interface Normalization {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

export interface PackedFrames {
  /** f32 [patches, 1536] of all pairs, one after another. */
  readonly pixelValues: Float32Array;
  /** One row `[1, patch rows, patch columns]` a pair. */
  readonly grid: readonly (readonly [number, number, number])[];
  /** Tokens that each pair becomes. */
  readonly tokens: readonly number[];
}

/** Packs each pair of frames into a grid of its own; an image is a pair of one frame with itself. */
export function packFrames(pairs: readonly (readonly [Pixels, Pixels])[], normalization: Normalization): PackedFrames {
  const grid = pairs.map(([{ width, height }]) => [1, height / PATCH_SIZE, width / PATCH_SIZE] as const);
  const patches = grid.map(([, rows, columns]) => rows * columns);
  const pixelValues = new Float32Array(patches.reduce((sum, count) => sum + count, 0) * PATCH_LENGTH);
  const tables = channelTables(normalization);
  let offset = 0;
  for (const [first, second] of pairs) {
    packFrame(first, 0, tables, pixelValues, offset);
    offset = packFrame(second, 1, tables, pixelValues, offset);
  }
  return { pixelValues, grid, tokens: patches.map((count) => count / MERGE_SIZE ** 2) };
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

/** For each channel, the normalised value of each byte. */
function channelTables({ mean, std }: Normalization): Float32Array[] {
  return Array.from({ length: CHANNELS }, (_, channel) =>
    Float32Array.from({ length: 256 }, (_, byte) => (byte / 255 - (mean[channel] ?? 0.5)) / (std[channel] ?? 0.5)),
  );
}

/** Writes one frame's half of its pair's patches and returns the offset behind the pair. */
function packFrame(
  { data, width, height }: Pixels,
  inPair: 0 | 1,
  tables: readonly Float32Array[],
  out: Float32Array,
  start: number,
): number {
  const plane = PATCH_SIZE * PATCH_SIZE;
  const [red, green, blue] = tables as [Float32Array, Float32Array, Float32Array];
  let patch = start;
  for (let blockY = 0; blockY < height; blockY += TOKEN_PIXELS) {
    for (let blockX = 0; blockX < width; blockX += TOKEN_PIXELS) {
      for (let inBlock = 0; inBlock < MERGE_SIZE ** 2; inBlock++) {
        const top = blockY + (inBlock >> 1) * PATCH_SIZE;
        const left = blockX + (inBlock & 1) * PATCH_SIZE;
        let target = patch + inPair * plane;
        for (let y = 0; y < PATCH_SIZE; y++) {
          let source = ((top + y) * width + left) * 4;
          for (let x = 0; x < PATCH_SIZE; x++, source += 4, target++) {
            out[target] = red[data[source] as number] as number;
            out[target + TEMPORAL_SIZE * plane] = green[data[source + 1] as number] as number;
            out[target + 2 * TEMPORAL_SIZE * plane] = blue[data[source + 2] as number] as number;
          }
        }
        patch += PATCH_LENGTH;
      }
    }
  }
  return patch;
}
