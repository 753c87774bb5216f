import type { Job } from '../protocol/job.ts';
import type { EngineInfo } from '../vision/api.ts';
import type { TaskName } from '../vision/ask.ts';
import { createOffers, type Offer, type Offers, type OffersPorts } from './offers.ts';
import type { Plan, Refusal } from './planJob.ts';

export interface PlannedOffer extends Offer {
  readonly plan: Plan;
}

export interface PlannedOffersPorts extends OffersPorts {
  readonly onRefused: (job: Job, refusal: Refusal) => void;
  /** The loaded model; undefined while there is none. */
  engine(): EngineInfo | undefined;
  /** @param tasks what the loaded model can do; undefined while there is none */
  plan(job: Job, tasks: readonly TaskName[] | undefined): Plan | Refusal;
}

/** Offers of which those that cannot be done are refused: as they come, and again in their turn, when the model is known. */
export function createPlannedOffers(
  ports: PlannedOffersPorts,
): Omit<Offers, 'take'> & { take(): PlannedOffer | undefined } {
  const offers = createOffers(ports);

  function planned(job: Job): Plan | undefined {
    const plan = ports.plan(job, ports.engine()?.tasks);
    if (plan.type === 'plan') return plan;
    ports.onRefused(job, plan);
    return undefined;
  }

  return {
    ...offers,
    add(job) {
      // At once: what nobody can do must not take the place of what waits.
      if (planned(job)) offers.add(job);
    },
    take() {
      for (let offer = offers.take(); offer; offer = offers.take()) {
        const plan = planned(offer.job);
        if (plan) return { ...offer, plan };
      }
      return undefined;
    },
  };
}
