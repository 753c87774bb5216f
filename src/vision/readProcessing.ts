// Pixel budgets and statistics as the model's own files give them. The key names changed over the years: newer files say
// `size.longest_edge` (which counts pixels, whatever its name says), older ones `max_pixels`.
import * as v from 'valibot';
import type { Normalization } from './packFrames.ts';
import type { PixelBudget } from './smartResize.ts';

export interface Processing extends Normalization {
  readonly image: PixelBudget;
  /** Over all frames of a video. */
  readonly video: PixelBudget;
}

const sizes = {
  min_pixels: v.optional(v.nullable(v.number())),
  max_pixels: v.optional(v.nullable(v.number())),
  size: v.optional(
    v.nullable(v.object({ shortest_edge: v.optional(v.number()), longest_edge: v.optional(v.number()) })),
  ),
};
const sizesSchema = v.object(sizes);
const imageSchema = v.object({
  ...sizes,
  image_mean: v.optional(v.array(v.number()), [0.5, 0.5, 0.5]),
  image_std: v.optional(v.array(v.number()), [0.5, 0.5, 0.5]),
});

/** Defaults of Qwen3-VL's processors in transformers. */
const DEFAULT_IMAGE: PixelBudget = { minPixels: 65_536, maxPixels: 16_777_216 };
const DEFAULT_VIDEO: PixelBudget = { minPixels: 4096, maxPixels: 25_165_824 };

/**
 * More pixels than this in one frame cost more time than they show: 262,144 pixels are 256 tokens of vision.
 * A model's own budget holds where it is smaller.
 */
const MAX_FRAME_PIXELS = 262_144;
/** A video's frames share what five full frames would take. */
const MAX_VIDEO_PIXELS = 10 * MAX_FRAME_PIXELS;

/** Reads preprocessor_config.json and video_preprocessor_config.json; the latter may be absent (undefined). */
export function readProcessing(imageConfig: unknown, videoConfig: unknown): Processing {
  const image = v.parse(imageSchema, imageConfig);
  const video = v.safeParse(sizesSchema, videoConfig);
  return {
    mean: image.image_mean,
    std: image.image_std,
    image: budget(image, DEFAULT_IMAGE, MAX_FRAME_PIXELS),
    video: budget(video.success ? video.output : {}, DEFAULT_VIDEO, MAX_VIDEO_PIXELS),
  };
}

function budget(config: v.InferOutput<typeof sizesSchema>, fallback: PixelBudget, cap: number): PixelBudget {
  const minPixels = config.min_pixels ?? config.size?.shortest_edge ?? fallback.minPixels;
  const maxPixels = config.max_pixels ?? config.size?.longest_edge ?? fallback.maxPixels;
  return { minPixels: Math.min(minPixels, cap), maxPixels: Math.min(maxPixels, cap) };
}
