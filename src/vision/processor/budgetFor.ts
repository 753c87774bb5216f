// Our own limit on what a job may cost. Real models take 16 million pixels an image, which is minutes on a laptop.
import type { Family } from './family.ts';
import type { Budgets, Processing } from './readProcessing.ts';
import type { PixelBudget } from './smartResize.ts';

/** More pixels than this in one image, unless the person wants them, cost more time than they show: 262,144 pixels are 256 tokens of Qwen3-VL. */
const MAX_IMAGE_PIXELS = 262_144;
/** What all frames of a job share: ten full images; or a video, which takes half the tokens, as frames go in pairs. */
const FULL_IMAGES = 10;

export interface JobSize {
  readonly frames: number;
  /** The person's own limit on one image. */
  readonly framePixels?: number | undefined;
  /** Over all frames. */
  readonly maxPixels?: number;
}

/** The budgets of one job: its frames share `maxPixels`, and none gets more than the model itself allows. */
export function budgetFor(family: Family, { budgets }: Processing, job: JobSize): Budgets {
  const { frames, framePixels = MAX_IMAGE_PIXELS, maxPixels = FULL_IMAGES * framePixels } = job;
  const share = Math.floor(maxPixels / Math.max(1, frames));
  return {
    image: cap(budgets.image, Math.min(share, framePixels)),
    video: cap(budgets.video, family.videoBudgetFor === 'video' ? maxPixels : share),
  };
}

function cap({ minPixels, maxPixels }: PixelBudget, limit: number): PixelBudget {
  return { minPixels: Math.min(minPixels, limit), maxPixels: Math.min(maxPixels, limit) };
}
