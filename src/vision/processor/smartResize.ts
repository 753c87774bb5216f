// Sizes as Python's Qwen-VL processors choose them (transformers, `smart_resize` of qwen2_vl and of the Qwen3-VL video
// processor), down to Python's rounding: 22.5 becomes 22, where Math.round says 23 and a frame would get another row.
import type { Size } from './pixels.ts';
import { roundHalfToEven } from './pythonNumbers.ts';

export interface PixelBudget {
  readonly minPixels: number;
  readonly maxPixels: number;
}

/** Wider or higher than this against the other side, and Qwen-VL refuses the picture. */
const MAX_ASPECT_RATIO = 200;
/** Frames that become one row of tokens together. */
const TEMPORAL_SIZE = 2;

/**
 * The size, in multiples of `factor` pixels, that an image is resized to.
 * @throws RangeError where a side is more than 200 times the other
 */
export function smartResizeImage(size: Size, factor: number, budget: PixelBudget): Size {
  return fitInto(size, factor, budget, 1, 1);
}

/**
 * The size of each frame of a video whose budget counts the pixels of all its frames, as Qwen3-VL's does.
 * Python refuses a video of one frame; here it counts as two, as it is shown to the model as a pair with itself.
 * @throws RangeError where a side is more than 200 times the other
 */
export function smartResizeVideo(
  { width, height }: Size,
  factor: number,
  budget: PixelBudget,
  frameCount: number,
): Size {
  const frames = Math.max(frameCount, TEMPORAL_SIZE);
  // A side shorter than one token is enlarged first, and the other with it, cut to whole pixels.
  const enlarge = Math.max(1, factor / height, factor / width);
  const size =
    enlarge > 1 ? { width: Math.trunc(width * enlarge), height: Math.trunc(height * enlarge) } : { width, height };
  // Python rounds here as well: 5 frames count as 4, 7 as 8.
  return fitInto(size, factor, budget, frames, roundHalfToEven(frames / TEMPORAL_SIZE) * TEMPORAL_SIZE);
}

/** @param countedFrames what the rounded size is held against the budget with; the scale then follows from `frames` */
function fitInto(
  { width, height }: Size,
  factor: number,
  budget: PixelBudget,
  frames: number,
  countedFrames: number,
): Size {
  if (Math.max(width, height) / Math.min(width, height) > MAX_ASPECT_RATIO) {
    throw new RangeError(`a frame of ${width} x ${height} is too narrow for the model`);
  }
  const rounded = {
    width: roundHalfToEven(width / factor) * factor,
    height: roundHalfToEven(height / factor) * factor,
  };
  const pixels = countedFrames * rounded.width * rounded.height;
  if (pixels > budget.maxPixels) {
    const scale = Math.sqrt((frames * width * height) / budget.maxPixels);
    const fit = (side: number) => Math.max(factor, Math.floor(side / scale / factor) * factor);
    return { width: fit(width), height: fit(height) };
  }
  // A side that was rounded to 0 gives no pixels, and is filled up.
  if (pixels < budget.minPixels) {
    const scale = Math.sqrt(budget.minPixels / (frames * width * height));
    const fill = (side: number) => Math.ceil((side * scale) / factor) * factor;
    return { width: fill(width), height: fill(height) };
  }
  return rounded;
}
