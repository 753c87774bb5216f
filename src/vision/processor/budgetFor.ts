// Our own limit on what a job may cost. Real models take 16 million pixels an image, which is minutes on a laptop.
import type { Family } from './family.ts';
import type { Budgets, Processing } from './readProcessing.ts';
import type { PixelBudget } from './smartResize.ts';

/** More pixels than this in one image cost more time than they show: 262,144 pixels are 256 tokens of Qwen3-VL. */
const MAX_IMAGE_PIXELS = 262_144;
/** What all frames of a job share: ten full images; or a video, which takes half the tokens, as frames go in pairs. */
const MAX_JOB_PIXELS = 10 * MAX_IMAGE_PIXELS;

export interface JobSize {
  readonly frames: number;
  /** Over all frames. */
  readonly maxPixels?: number;
}

/** The budgets of one job: its frames share `maxPixels`, and none gets more than the model itself allows. */
export function budgetFor(family: Family, { budgets }: Processing, job: JobSize): Budgets {
  const { frames, maxPixels = MAX_JOB_PIXELS } = job;
  const share = Math.floor(maxPixels / Math.max(1, frames));
  return {
    image: cap(budgets.image, Math.min(share, MAX_IMAGE_PIXELS)),
    video: cap(budgets.video, family.videoBudgetFor === 'video' ? maxPixels : share),
  };
}

function cap({ minPixels, maxPixels }: PixelBudget, limit: number): PixelBudget {
  return { minPixels: Math.min(minPixels, limit), maxPixels: Math.min(maxPixels, limit) };
}
