// Names, sizes and seeds of the data files, shared by the writer and its threads.

export const SPLITS = ['train', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** One .bin file: items of `frames` frames, raw RGB bytes in the order [item, frame, row, column, channel]. */
export type DataSet = { name: string; index: number; frames: number; width: number; height: number; perScene: number };

// perScene: items in a row that share a background, which is the dear part of a picture.
export const IMAGE_SET: DataSet = { name: 'images', index: 0, frames: 1, width: 320, height: 192, perScene: 3 };

// What the page's packing makes of 640x360 frames within its pixel budget, by frame count.
const VIDEO_SIZES = [
  [4, 352, 192],
  [5, 320, 192],
  [6, 288, 160],
  [7, 288, 160],
  [8, 256, 128],
  [9, 224, 128],
  [10, 224, 128],
] as const;

export const VIDEO_SETS: readonly DataSet[] = VIDEO_SIZES.map(([frames, width, height]) => ({
  name: `videos_${String(frames).padStart(2, '0')}`,
  index: frames,
  frames,
  width,
  height,
  perScene: 2,
}));

export const FRAME_INTERVALS_MS = [250, 500, 1000, 2000] as const;

export const frameBytes = ({ width, height }: DataSet) => width * height * 3;

const SPLIT_BASE: Record<Split, number> = { train: 0, test: 2 ** 30 };
const RUN_SEEDS = 2 ** 26;
const SET_SEEDS = 2 ** 22;

/** Seeds of the two splits never meet: each has its own half of the 31-bit numbers. */
export function itemSeed(split: Split, runSeed: number, set: DataSet, item: number): number {
  return SPLIT_BASE[split] + (runSeed % 16) * RUN_SEEDS + set.index * SET_SEEDS + item;
}
