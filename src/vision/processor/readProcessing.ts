// Pixel budgets, patches and statistics as the model's own files give them. The key names changed over the years: newer
// files say `size.longest_edge` (which counts pixels, whatever its name says), older ones `max_pixels`.
import * as v from 'valibot';
import type { Family } from './family.ts';
import type { Packing } from './packFrames.ts';
import type { PixelBudget } from './smartResize.ts';

export interface Budgets {
  readonly image: PixelBudget;
  /** For all frames or for each, as the family has it. */
  readonly video: PixelBudget;
}

/** What a model's files say of the frames that it takes. */
export interface Processing extends Packing {
  /** The model's own; a job's are smaller, see `budgetFor`. */
  readonly budgets: Budgets;
}

const sizes = {
  min_pixels: v.optional(v.nullable(v.number())),
  max_pixels: v.optional(v.nullable(v.number())),
  size: v.optional(
    v.nullable(v.object({ shortest_edge: v.optional(v.number()), longest_edge: v.optional(v.number()) })),
  ),
};
const sizesSchema = v.object(sizes);
const side = v.pipe(v.number(), v.integer(), v.minValue(1));
const imageSchema = v.object({
  ...sizes,
  image_mean: v.optional(v.array(v.number())),
  image_std: v.optional(v.array(v.number())),
  patch_size: v.optional(side),
  merge_size: v.optional(side, 2),
  // All Qwen-VL so far pair up their frames, and so does the packing.
  temporal_patch_size: v.optional(v.literal(2), 2),
});

/**
 * Reads preprocessor_config.json and video_preprocessor_config.json. Where the latter is absent (undefined) or makes no
 * sense, the former's budget holds for videos too, as in transformers.
 * @throws ValiError where the former makes no sense
 */
export function readProcessing(family: Family, imageConfig: unknown, videoConfig: unknown): Processing {
  const image = v.parse(imageSchema, imageConfig);
  const video = v.safeParse(sizesSchema, videoConfig);
  return {
    mean: image.image_mean ?? family.statistics.mean,
    std: image.image_std ?? family.statistics.std,
    patchSize: image.patch_size ?? family.patchSize,
    mergeSize: image.merge_size,
    budgets: {
      image: budgetOf(image, family.image),
      video: budgetOf(video.success ? video.output : image, family.video),
    },
  };
}

function budgetOf(config: v.InferOutput<typeof sizesSchema>, fallback: PixelBudget): PixelBudget {
  return {
    minPixels: config.min_pixels ?? config.size?.shortest_edge ?? fallback.minPixels,
    maxPixels: config.max_pixels ?? config.size?.longest_edge ?? fallback.maxPixels,
  };
}
