// Sizes as Python's Qwen-VL processors choose them (transformers, `smart_resize` of qwen2_vl and of the Qwen3-VL video
// processor), down to Python's rounding: 22.5 becomes 22, where Math.round says 23 and a frame would get another row.

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface PixelBudget {
  readonly minPixels: number;
  readonly maxPixels: number;
}

/** Wider or higher than this against the other side, and Qwen-VL refuses the picture. */
const MAX_ASPECT_RATIO = 200;

/**
 * The size, in multiples of `factor` pixels, that a frame is resized to.
 * `frameCount` is 1 for an image; a video's budget counts the pixels of all its frames.
 * @throws RangeError where a side is more than 200 times the other
 */
export function smartResize({ width, height }: Size, factor: number, budget: PixelBudget, frameCount = 1): Size {
  if (Math.max(width, height) / Math.min(width, height) > MAX_ASPECT_RATIO) {
    throw new RangeError(`a frame of ${width} x ${height} is too narrow for the model`);
  }
  // Python rounds here as well: 5 frames count as 4, 7 as 8. A side of 0 comes out below the budget and is filled up.
  const countedFrames = frameCount === 1 ? 1 : roundHalfToEven(frameCount / 2) * 2;
  const rounded = {
    width: roundHalfToEven(width / factor) * factor,
    height: roundHalfToEven(height / factor) * factor,
  };
  const pixels = countedFrames * rounded.width * rounded.height;
  if (pixels > budget.maxPixels) {
    const scale = Math.sqrt((frameCount * width * height) / budget.maxPixels);
    const fit = (side: number) => Math.max(factor, Math.floor(side / scale / factor) * factor);
    return { width: fit(width), height: fit(height) };
  }
  if (pixels < budget.minPixels) {
    const scale = Math.sqrt(budget.minPixels / (frameCount * width * height));
    const fill = (side: number) => Math.ceil((side * scale) / factor) * factor;
    return { width: fill(width), height: fill(height) };
  }
  return rounded;
}

/** Rounds as Python's `round` and IEEE 754 do. */
export function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** `value` with one decimal as Python's `f"{value:.1f}"` writes it: 0.25 is "0.2". */
export function oneDecimal(value: number): string {
  // Only odd quarters lie exactly between two tenths; 0.15 is a little less than what it is written as.
  const isTie = Math.abs((value * 4) % 2) === 1;
  return (isTie ? roundHalfToEven(value * 10) / 10 : value).toFixed(1);
}
