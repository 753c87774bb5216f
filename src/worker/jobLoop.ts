// Takes jobs and does them: at most one that is looked at, and one that is claimed and fetched meanwhile. What is offered
// beyond that waits in offers.ts.
import type { Clock } from '../platform/clock.ts';
import type { Job } from '../protocol/job.ts';
import type { JobResult } from '../protocol/result.ts';
import type { EngineInfo } from '../vision/api.ts';
import { type ActiveJob, type FetchedJob, isFetched, type JobFailure } from './activeJob.ts';
import type { Station } from './api.ts';
import { buildResult, type Looked } from './buildResult.ts';
import { createCameraMemory } from './cameraMemory.ts';
import type { JobLoopListener } from './jobLoopListener.ts';
import { createLiveKeyFetch } from './liveKeyFetch.ts';
import { createLookAhead } from './lookAhead.ts';
import { lookAtJob } from './lookAtJob.ts';
import type { Offer } from './offers.ts';
import { createPlannedOffers, type PlannedOffer, type PlannedOffersPorts } from './plannedOffers.ts';
import type { Credentials, RelayHttp } from './relayHttp.ts';
import { createStillFrames, type StillFramesPorts } from './stillFrames.ts';
import type { Turns } from './tryIt/turns.ts';
import type { Verdict } from './verdict.ts';
import type { VisionClient } from './visionClient.ts';

export interface JobLoopPorts extends Pick<PlannedOffersPorts, 'engine' | 'plan'>, StillFramesPorts {
  readonly http: Pick<RelayHttp, 'claim' | 'fetchFrame'>;
  readonly vision: Pick<VisionClient, 'look' | 'lookAhead' | 'interrupt'>;
  readonly clock: Clock;
  /** Of the live registration; undefined while there is none. */
  credentials(): Credentials | undefined;
  /** @param inHand while another job is looked at: then this one would be the next */
  mayTake(inHand: boolean): boolean;
  /** Where the model has others to answer too. */
  readonly turns?: Pick<Turns, 'beginJob'>;
  readonly on: JobLoopListener;
}

export interface JobLoop {
  readonly current: ActiveJob | undefined;
  /** The job that waits for the current one to end. */
  readonly waiting: ActiveJob | undefined;
  offer(job: Job): void;
  /** Whether jobs may be taken; the current one is finished either way. */
  setTaking(taking: boolean): void;
  /** Looks again whether something can be taken: after a registration, after the model was loaded. */
  wake(): void;
  /**
   * Gives back what is held; with `finishCurrent`, all but the job that is looked at. Resolves when nothing is held. A
   * second call overrules the first.
   */
  drain(finishCurrent: boolean, reason: string): Promise<void>;
}

/** After a request for a new job that the relay did not answer. */
const REST_MS = 5000;

export function createJobLoop(ports: JobLoopPorts): JobLoop {
  const { http, vision, clock, on } = ports;
  const offers = createPlannedOffers({
    ...ports,
    // What is only watched is not missed.
    onDropped: (job) => taking && on.dropped(job),
    onRefused: on.refused,
  });
  const memory = createCameraMemory(clock);
  const stills = createStillFrames(ports);
  const ahead = createLookAhead({ vision, memory, stills, waiting: () => fetching });
  const frames = createLiveKeyFetch({ http, clock, credentials: ports.credentials, keyRejected: on.keyRejected });
  let taking = false;
  let resting = false;
  let fetching: ActiveJob | undefined;
  let abortFetch = new AbortController();
  let current: FetchedJob | undefined;
  /** Set while draining: what is not yet looked at is given back for this reason. */
  let givingBack: string | undefined;
  let interruptedFor: string | undefined;
  const drained: (() => void)[] = [];

  function pump(): void {
    answerFromMemory();
    const credentials = ports.credentials();
    if (!fetching && taking && !resting && credentials && ports.engine() && ports.mayTake(current !== undefined)) {
      const offer = offers.take();
      if (offer) void claimAndFetch(offer, credentials);
    }
    if (!current && isFetched(fetching) && ports.turns?.beginJob() !== false) {
      current = fetching;
      fetching = undefined;
      void lookAt(current).then(pump);
      pump();
    }
    if (!current && !fetching) for (const resolve of drained.splice(0)) resolve();
    on.changed();
  }

  async function claimAndFetch(offer: PlannedOffer, credentials: Credentials): Promise<void> {
    abortFetch = new AbortController();
    const { job, plan, offeredMs } = offer;
    const active = { job, plan, workerId: credentials.workerId, times: { offered: offeredMs }, frame: 0 };
    fetching = active;
    const verdict = await http.claim(job, credentials);
    if (verdict.type === 'ok') await fetchClaimed(active, offer, credentials.key);
    else loseClaim(offer, credentials.key, verdict);
    pump();
    ahead.wake();
  }

  async function fetchClaimed(active: ActiveJob, offer: Offer, key: string): Promise<void> {
    on.claimed(active.job);
    const claimed = reached(active, 'claimed', clock.now());
    fetching = claimed;
    const fetched = await frames.fetch(active.job, key, abortFetch.signal);
    const luma = fetched.type === 'frames' && (await stills.luma(active.plan, fetched.frames));
    if (givingBack !== undefined) return giveBack(claimed, givingBack);
    if (fetched.type === 'frames') {
      fetching = { ...reached(claimed, 'fetched', clock.now()), fetched, ...(luma && { luma }) };
      return;
    }
    fetching = undefined;
    // Nobody claimed it, so nothing is to be given back: it waits until the relay answers, or for a newer one.
    if (active.job.dialect !== 'J' && fetched.verdict === 'retry') {
      offers.putBack(offer);
      return rest();
    }
    reportFailed(claimed, { reason: fetched.reason, givenBack: false });
  }

  function loseClaim(offer: Offer, key: string, verdict: Exclude<Verdict, { type: 'ok' }>): void {
    fetching = undefined;
    if (verdict.type === 'gone' || verdict.type === 'refused') return on.lost(offer.job, verdict);
    // Nobody else has it as far as we know: it is tried again after a registration, or in a while.
    offers.putBack(offer);
    if (verdict.type === 'keyRejected') return on.keyRejected(key);
    rest();
  }

  function rest(): void {
    resting = true;
    clock.after(REST_MS, () => {
      resting = false;
      pump();
    });
  }

  /** The fetched job needs no look, and makes room at once, where nothing moved since one that was looked at. */
  function answerFromMemory(): void {
    const result = fetching && stills.answerTo(fetching);
    if (!fetching || !result) return;
    const done = reached(fetching, 'answered', clock.now());
    fetching = undefined;
    on.answered(done, result);
  }

  function giveBack(active: ActiveJob, reason: string): void {
    fetching = undefined;
    reportFailed(active, { reason, givenBack: true });
  }

  async function lookAt(started: FetchedJob): Promise<void> {
    const { job } = started;
    const engine = ports.engine();
    const looked = await lookAtJob({ vision, memory, ahead }, started, () => interruptedFor !== undefined, {
      frame(frame, image) {
        current = { ...(current ?? started), frame };
        on.frame(job, frame, image);
        on.changed();
      },
      reached(station) {
        // Words and answers come by different ports: a late word must not mark the next job.
        if (current?.job !== job || current.times[station] !== undefined) return;
        current = reached(current, station, clock.now());
        on.changed();
      },
      text: (frame, text) => on.text(job, frame, text),
      boxes: (frame, boxes) => on.boxes(job, frame, boxes),
    });
    if (looked === 'interrupted') return finishFailed({ reason: interruptedFor ?? '', givenBack: true });
    if ('type' in looked) return finishFailed({ reason: looked.message, cause: looked, givenBack: false });
    if (!current || !engine) return;
    const done = reached(current, 'answered', clock.now());
    current = undefined;
    const result = resultOf(done, looked, engine, clock.now());
    stills.remember(done, result);
    on.answered(done, result);
  }

  function finishFailed(failure: JobFailure): void {
    const done = current;
    current = undefined;
    if (done) reportFailed(done, failure);
  }

  function reportFailed(active: ActiveJob, failure: JobFailure): void {
    offers.markFailed(active.job.id);
    on.failed(active, failure);
  }

  return {
    get current() {
      return current;
    },
    get waiting() {
      return fetching;
    },
    offer(job) {
      // Offered while it is in hand, it was lost: it is finished all the same, and not claimed once more (PROTOCOL.md).
      if (job.id === current?.job.id || job.id === fetching?.job.id) return;
      offers.add(job);
      pump();
    },
    setTaking(now) {
      taking = now;
      pump();
    },
    wake() {
      frames.wake();
      pump();
    },
    async drain(finishCurrent, reason) {
      taking = false;
      offers.clear();
      givingBack = reason;
      abortFetch.abort();
      if (fetching?.fetched) giveBack(fetching, reason);
      if (current && !finishCurrent) {
        interruptedFor = reason;
        vision.interrupt();
      }
      if (current || fetching) await new Promise<void>((resolve) => drained.push(resolve));
      givingBack = interruptedFor = undefined;
    },
  };
}

const reached = <T extends ActiveJob>(active: T, station: Station, atMs: number): T => ({
  ...active,
  times: { ...active.times, [station]: atMs },
});

function resultOf(
  { job, plan, fetched }: FetchedJob,
  looked: readonly Looked[],
  engine: EngineInfo,
  nowMs: number,
): JobResult {
  const frameSizes = fetched.frames.map(({ width, height }) => [width, height] as const);
  return buildResult({ job, asked: plan.asked, looked, engine, frameSizes, fetchMs: fetched.ms, nowMs });
}
