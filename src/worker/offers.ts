// The jobs that the relay has offered and nobody here has taken yet. The newest comes first, as an answer about now is
// worth more than one about ten minutes ago; what failed here before comes last, as another worker may do better.
import type { Job } from '../protocol/job.ts';

export interface Offer {
  readonly job: Job;
  readonly offeredMs: number;
}

export interface Offers {
  add(offer: Offer): void;
  /** Takes the first one out. */
  take(): Offer | undefined;
  /** Puts one back behind all others: it may be what is in trouble. */
  putBack(offer: Offer): void;
  /** Remembers that this job failed here. */
  markFailed(jobId: string): void;
  clear(): void;
}

/** More offers than this are forgotten, oldest first: the relay has dropped them as well. */
const MAX_OFFERS = 50;
const MAX_FAILED_IDS = 500;

export function createOffers(): Offers {
  /** The first to be taken is the last. */
  let offers: Offer[] = [];
  const failedIds = new Set<string>();

  const without = (jobId: string): Offer[] => offers.filter(({ job }) => job.id !== jobId);

  return {
    add(offer) {
      const others = without(offer.job.id);
      offers = failedIds.has(offer.job.id) ? [offer, ...others] : [...others, offer].slice(-MAX_OFFERS);
    },
    take: () => offers.pop(),
    putBack(offer) {
      offers = [offer, ...without(offer.job.id)];
    },
    markFailed(jobId) {
      failedIds.add(jobId);
      const [oldest] = failedIds;
      if (failedIds.size > MAX_FAILED_IDS && oldest !== undefined) failedIds.delete(oldest);
    },
    clear() {
      offers = [];
    },
  };
}
