// The jobs that the relay has offered and nobody here has taken yet. The newest comes first, as an answer about now is
// worth more than one about ten minutes ago; what failed here before comes last, as another worker may do better.
// Where nobody claims (dialects E1 and E2) everything comes to everyone: there one job a camera waits, the newest.
import type { Clock } from '../platform/clock.ts';
import type { Job } from '../protocol/job.ts';
import { createRelayAge } from './relayAge.ts';

export interface Offer {
  readonly job: Job;
  readonly offeredMs: number;
}

export interface Offers {
  add(job: Job): void;
  /** Takes the first one out. */
  take(): Offer | undefined;
  /** Puts one back behind all others: it may be what is in trouble. */
  putBack(offer: Offer): void;
  /** Remembers that this job failed here. */
  markFailed(jobId: string): void;
  clear(): void;
}

export interface OffersPorts {
  readonly clock: Clock;
  /** A job of E1 or E2 is not done: a newer one of its camera came, or it waited too long. */
  readonly onDropped: (job: Job) => void;
}

/** More offers than this are forgotten, oldest first: the relay has dropped them as well. */
const MAX_OFFERS = 50;
const MAX_REMEMBERED_IDS = 500;
/** Where nobody claims, a job that is older than this is not started: its camera has shown newer things since. */
const MAX_EVENT_AGE_MS = 60_000;

export function createOffers({ clock, onDropped }: OffersPorts): Offers {
  /** The first to be taken is the last. */
  let offers: Offer[] = [];
  const failedIds = createIdMemory();
  /** Of events: a relay that says them twice means them once. */
  const seenIds = createIdMemory();
  const relayAge = createRelayAge(clock);

  const without = (jobId: string): Offer[] => offers.filter(({ job }) => job.id !== jobId);
  const sameCamera = ({ serviceId }: Job): Offer | undefined =>
    offers.find(({ job }) => isEvent(job) && job.serviceId === serviceId);
  const isOld = ({ job, offeredMs }: Offer): boolean => relayAge.of(job.timestamp, offeredMs) > MAX_EVENT_AGE_MS;

  function addClaimable(offer: Offer): void {
    const others = without(offer.job.id);
    offers = (failedIds.has(offer.job.id) ? [offer, ...others] : [...others, offer]).slice(-MAX_OFFERS);
  }

  function addEvent(offer: Offer): void {
    const { job } = offer;
    if (seenIds.has(job.id)) return;
    seenIds.add(job.id);
    relayAge.hear(job.timestamp);
    const waiting = sameCamera(job);
    if (waiting && !isOld(waiting) && isBetter(waiting.job, job)) return onDropped(job);
    if (waiting) onDropped(waiting.job);
    const others = [...offers.filter((other) => other !== waiting), offer];
    for (const { job: forgotten } of others.slice(0, -MAX_OFFERS)) onDropped(forgotten);
    offers = others.slice(-MAX_OFFERS);
  }

  /** There is one place a camera, also for a job that comes back. */
  function putBackEvent(offer: Offer): void {
    const waiting = sameCamera(offer.job);
    if (waiting && !isBetter(offer.job, waiting.job)) return onDropped(offer.job);
    if (waiting) onDropped(waiting.job);
    offers = [offer, ...offers.filter((other) => other !== waiting)];
  }

  return {
    add(job) {
      const offer = { job, offeredMs: clock.now() };
      if (isEvent(job)) addEvent(offer);
      else addClaimable(offer);
    },
    take() {
      for (let offer = offers.pop(); offer; offer = offers.pop()) {
        if (!isEvent(offer.job) || !isOld(offer)) return offer;
        onDropped(offer.job);
      }
      return undefined;
    },
    putBack(offer) {
      if (isEvent(offer.job)) putBackEvent(offer);
      else offers = [offer, ...without(offer.job.id)];
    },
    markFailed: failedIds.add,
    clear() {
      offers = [];
    },
  };
}

const isEvent = ({ dialect }: Job): boolean => dialect !== 'J';

/** A batch shows more than a frame and often comes before the last frame of its own; of two alike the newer is better. */
function isBetter(waiting: Job, coming: Job): boolean {
  if (waiting.type !== coming.type) return waiting.type === 'frame_batch';
  return Date.parse(waiting.timestamp) > Date.parse(coming.timestamp);
}

/** The newest ids, so many that they take no memory to speak of. */
function createIdMemory() {
  const ids = new Set<string>();
  return {
    has: (id: string): boolean => ids.has(id),
    add(id: string): void {
      ids.add(id);
      const [oldest] = ids;
      if (ids.size > MAX_REMEMBERED_IDS && oldest !== undefined) ids.delete(oldest);
    },
  };
}
