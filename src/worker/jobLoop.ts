// Takes jobs and does them: at most one that is looked at, and one that is claimed and fetched meanwhile. What is offered
// beyond that is remembered, newest first, as an answer about now is worth more than one about ten minutes ago.
import type { Clock } from '../platform/clock.ts';
import type { Job } from '../protocol/job.ts';
import type { JobResult, SeenObject } from '../protocol/result.ts';
import type { EngineInfo, VisionFailure } from '../vision/api.ts';
import type { JobTimes, Station } from './api.ts';
import { buildResult, type Looked } from './buildResult.ts';
import { type FetchedFrames, fetchFrames } from './fetchFrames.ts';
import { frameTimesSeconds, planLooks } from './lookPlan.ts';
import { createOffers } from './offers.ts';
import type { RelayHttp } from './relayHttp.ts';
import type { Verdict } from './verdict.ts';
import type { VisionClient } from './visionClient.ts';

export interface JobLoopPorts {
  readonly http: RelayHttp;
  readonly vision: Pick<VisionClient, 'look' | 'interrupt'>;
  readonly clock: Clock;
  /** The live key; undefined while there is no session. */
  key(): string | undefined;
  /** The loaded model; undefined while there is none. */
  engine(): EngineInfo | undefined;
  readonly on: JobLoopListener;
}

export interface JobLoopListener {
  /** Something in `current` or `waiting` changed. */
  changed(): void;
  claimed(job: Job): void;
  /** Another worker won it, or the relay would not give it. */
  lost(job: Job, verdict: Verdict): void;
  /** A key was answered 401 or 403. */
  keyRejected(key: string): void;
  frame(job: Job, frame: number, image: Blob): void;
  text(job: Job, frame: number, text: string): void;
  boxes(job: Job, frame: number, boxes: readonly SeenObject[]): void;
  answered(done: ActiveJob, result: JobResult): void;
  failed(done: ActiveJob, reason: string, cause: VisionFailure | undefined): void;
}

export interface ActiveJob {
  readonly job: Job;
  readonly times: JobTimes;
  /** Index of the frame that is looked at. */
  readonly frame: number;
  readonly fetched?: FetchedFrames;
}

export interface JobLoop {
  readonly current: ActiveJob | undefined;
  /** The job that waits for the current one to end. */
  readonly waiting: ActiveJob | undefined;
  offer(job: Job): void;
  forgetOffers(): void;
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

/** After a claim that the relay did not answer. */
const CLAIM_RETRY_MS = 5000;

export function createJobLoop(ports: JobLoopPorts): JobLoop {
  const { http, vision, clock, on } = ports;
  const offers = createOffers();
  let taking = false;
  let resting = false;
  let fetching: ActiveJob | undefined;
  let abortFetch = new AbortController();
  let current: ActiveJob | undefined;
  /** Set while draining: what is not yet looked at is given back for this reason. */
  let givingBack: string | undefined;
  let interruptedFor: string | undefined;
  const drained: (() => void)[] = [];

  const reach = (active: ActiveJob, station: Station): ActiveJob => ({
    ...active,
    times: { ...active.times, [station]: clock.now() },
  });

  function pump(): void {
    if (!fetching && taking && !resting && ports.key() && ports.engine()) {
      const offer = offers.take();
      if (offer) {
        fetching = { job: offer.job, times: { offered: offer.offeredMs }, frame: 0 };
        void claimAndFetch(fetching);
      }
    }
    if (!current && fetching?.fetched) {
      current = fetching;
      fetching = undefined;
      void lookAt(current, current.fetched as FetchedFrames).then(pump);
      pump();
    }
    if (!current && !fetching) for (const resolve of drained.splice(0)) resolve();
    on.changed();
  }

  async function claimAndFetch(active: ActiveJob): Promise<void> {
    abortFetch = new AbortController();
    const { job } = active;
    const key = ports.key() ?? '';
    const verdict = await http.claim(job.id, key);
    if (verdict.type === 'ok') await fetchClaimed(active, key);
    else loseClaim(active, key, verdict);
    pump();
  }

  async function fetchClaimed(active: ActiveJob, key: string): Promise<void> {
    on.claimed(active.job);
    const claimed = reach(active, 'claimed');
    fetching = claimed;
    const fetched = await fetchFrames(http, active.job, key, abortFetch.signal);
    if (givingBack !== undefined) return giveBack(claimed, givingBack);
    if (fetched.type === 'frames') {
      fetching = { ...reach(claimed, 'fetched'), fetched };
      return;
    }
    if (fetched.keyRejected) on.keyRejected(key);
    giveBack(claimed, fetched.reason);
  }

  function loseClaim({ job, times }: ActiveJob, key: string, verdict: Exclude<Verdict, { type: 'ok' }>): void {
    fetching = undefined;
    if (verdict.type === 'gone' || verdict.type === 'refused') return on.lost(job, verdict);
    // Nobody else has it as far as we know: it is tried again after a registration, or in a while.
    const offer = { job, offeredMs: times.offered ?? clock.now() };
    if (verdict.type === 'keyRejected') {
      offers.add(offer);
      return on.keyRejected(key);
    }
    offers.putBack(offer);
    resting = true;
    clock.after(CLAIM_RETRY_MS, () => {
      resting = false;
      pump();
    });
  }

  function giveBack(active: ActiveJob, reason: string): void {
    fetching = undefined;
    reportFailed(active, reason, undefined);
  }

  async function lookAt(started: ActiveJob, fetched: FetchedFrames): Promise<void> {
    const { job } = started;
    const engine = ports.engine();
    const looked: Looked[] = [];
    const times = frameTimesSeconds(job);
    const newestFrame = job.frames.length - 1;
    for (const look of planLooks(job.frames.length)) {
      const frame = look.task === 'video' ? newestFrame : (look.frames[0] ?? 0);
      current = { ...(current ?? started), frame };
      on.frame(job, frame, fetched.frames[frame]?.blob as Blob);
      on.changed();
      const answer = await vision.look(
        {
          task: look.task,
          frames: look.frames.map((i) => fetched.frames[i]?.blob as Blob),
          frameTimesSeconds: look.frames.map((i) => times[i] ?? 0),
          maxTokens: look.maxTokens,
        },
        (text) => {
          const station = text === '' ? 'packed' : 'firstToken';
          // Words and answers come by different ports: a late word must not mark the next job.
          if (current?.job === job && current.times[station] === undefined) {
            current = reach(current, station);
            on.changed();
          }
          if (text !== '' && look.task !== 'detect') on.text(job, frame, text);
        },
      );
      if (interruptedFor !== undefined) return finishFailed(interruptedFor, undefined);
      if (answer.type === 'failed') return finishFailed(answer.message, answer);
      if (look.task === 'detect')
        on.boxes(
          job,
          frame,
          answer.boxes.map((box, i) => ({ id: i + 1, ...box })),
        );
      looked.push({ look, answer });
    }
    if (!current || !engine) return;
    const done = reach(current, 'answered');
    const frameSizes = fetched.frames.map(({ width, height }) => [width, height] as const);
    current = undefined;
    on.answered(done, buildResult({ job, looked, engine, frameSizes, fetchMs: fetched.ms, nowMs: clock.now() }));
  }

  function finishFailed(reason: string, cause: VisionFailure | undefined): void {
    const done = current;
    current = undefined;
    if (done) reportFailed(done, reason, cause);
  }

  function reportFailed(active: ActiveJob, reason: string, cause: VisionFailure | undefined): void {
    offers.markFailed(active.job.id);
    on.failed(active, reason, cause);
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
      offers.add({ job, offeredMs: clock.now() });
      pump();
    },
    forgetOffers: offers.clear,
    setTaking(now) {
      taking = now;
      pump();
    },
    wake: pump,
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
