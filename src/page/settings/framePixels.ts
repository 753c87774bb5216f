// How many pixels of a frame the model is shown: more of them show smaller things and take longer.

/** Steps of two; the vision thread's own limit is among them (src/vision/processor/budgetFor.ts). */
export const FRAME_PIXELS = ['65536', '131072', '262144', '524288', '1048576'] as const;
export const AUTO_PIXELS = 262_144;

/** A token of vision is a square of so many pixels a side, unless the model's entry says otherwise. */
const TOKEN_SIDE = 32;

export const isFramePixels = (text: string): boolean => FRAME_PIXELS.some((step) => step === text);

/** Undefined for our own limit. */
export const framePixelsOf = (chosen: string): number | undefined =>
  isFramePixels(chosen) ? Number(chosen) : undefined;

/** At most, as sides are rounded to whole tokens. */
export const visionTokens = (pixels: number, tokenSide = TOKEN_SIDE): number => Math.floor(pixels / tokenSide ** 2);
