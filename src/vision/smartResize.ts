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
 * `frameCount` is 1 for an image; a video's budget counts the pixels of all its frames, in whole temporal pairs.
 * @throws RangeError where a side is more than 200 times the other
 */
export function smartResize({ width, height }: Size, factor: number, budget: PixelBudget, frameCount = 1): Size {
  if (Math.max(width, height) / Math.min(width, height) > MAX_ASPECT_RATIO) {
    throw new RangeError(`a frame of ${width} x ${height} is too narrow for the model`);
  }
  const paddedCount = frameCount === 1 ? 1 : Math.ceil(frameCount / 2) * 2;
  const rounded = {
    width: Math.max(factor, roundHalfToEven(width / factor) * factor),
    height: Math.max(factor, roundHalfToEven(height / factor) * factor),
  };
  const pixels = paddedCount * rounded.width * rounded.height;
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
  const tenths = value * 10;
  return (Math.abs(tenths % 1) === 0.5 ? roundHalfToEven(tenths) / 10 : value).toFixed(1);
}
