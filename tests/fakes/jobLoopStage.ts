// A job loop among fakes, with all that it tells written down: what its tests start from.

import type { Job } from '../../src/protocol/job.ts';
import type { JobResult } from '../../src/protocol/result.ts';
import type { EngineInfo } from '../../src/vision/api.ts';
import type { CameraDefaults, JobTimes } from '../../src/worker/api.ts';
import { createJobLoop, type JobLoop } from '../../src/worker/jobLoop.ts';
import { planJob } from '../../src/worker/planJob.ts';
import type { StillFramesPorts } from '../../src/worker/stillFrames.ts';
import { createFakeClock, type FakeClock } from './fakeClock.ts';
import { createFakeRelayHttp, type FakeRelayHttp } from './fakeRelayHttp.ts';
import { createFakeVision, type FakeVision } from './fakeVision.ts';
import { jobCalled } from './jobs.ts';
import { sampleEngine } from './samples.ts';
import { settle } from './settle.ts';

export interface JobLoopStage {
  readonly loop: JobLoop;
  readonly http: FakeRelayHttp;
  readonly vision: FakeVision;
  readonly clock: FakeClock;
  /** `claimed j1`, `lost j1 gone`, `failed j1: reason`, … in their order. */
  readonly told: readonly string[];
  readonly results: readonly { readonly result: JobResult; readonly times: JobTimes; readonly workerId: string }[];
  readonly failures: readonly {
    readonly reason: string;
    readonly cause?: string | undefined;
    readonly givenBack: boolean;
  }[];
  key: string | undefined;
  /** As the relay knows this worker. */
  workerId: string;
  engine: EngineInfo | undefined;
  /** What the person set for each camera. */
  cameras: readonly CameraDefaults[];
  /** What the limits say. */
  mayTake: (inHand: boolean) => boolean;
  /** Offers jobs with these ids, one after another, and lets them run as far as they go. */
  offer(...ids: readonly string[]): Promise<void>;
  offerJobs(...jobs: readonly Job[]): Promise<void>;
  /** Lets the clock run, and what waits for it, in steps of half a second. */
  pass(ms: number): Promise<void>;
}

/** @param still where jobs in which nothing moved are to be answered as before */
export function createJobLoopStage(still: Partial<StillFramesPorts> = {}): JobLoopStage {
  const http = createFakeRelayHttp();
  const vision = createFakeVision();
  const clock = createFakeClock();
  const told: string[] = [];
  const results: JobLoopStage['results'][number][] = [];
  const failures: JobLoopStage['failures'][number][] = [];
  const loop = createJobLoop({
    http,
    vision,
    clock,
    stillThreshold: 0,
    frameLuma: undefined,
    ...still,
    credentials: () => (stage.key === undefined ? undefined : { key: stage.key, workerId: stage.workerId }),
    engine: () => stage.engine,
    plan: (job, tasks) => planJob(job, stage.cameras, tasks),
    mayTake: (inHand) => stage.mayTake(inHand),
    on: {
      changed: () => {},
      refused: ({ id }, refusal) =>
        told.push(`refused ${id}: ${refusal.type === 'unable' ? refusal.task : refusal.problem}`),
      claimed: ({ id }) => told.push(`claimed ${id}`),
      lost: ({ id }, { type }) => told.push(`lost ${id} ${type}`),
      dropped: ({ id }) => told.push(`dropped ${id}`),
      keyRejected: (key) => told.push(`rejected ${key}`),
      frame: ({ id }, frame) => told.push(`frame ${id} ${frame}`),
      text: ({ id }, frame, text) => told.push(`text ${id} ${frame} ${text}`),
      boxes: ({ id }, frame, boxes) => told.push(`boxes ${id} ${frame} ${boxes.length}`),
      answered({ job, times, workerId }, result) {
        told.push(`answered ${job.id}`);
        results.push({ result, times, workerId });
      },
      failed({ job }, { reason, cause, givenBack }) {
        told.push(`failed ${job.id}: ${reason}`);
        failures.push({ reason, cause: cause?.reason, givenBack });
      },
    },
  });
  const stage: JobLoopStage = {
    loop,
    http,
    vision,
    clock,
    told,
    results,
    failures,
    key: 'key-1',
    workerId: 'worker-1',
    engine: sampleEngine,
    cameras: [],
    mayTake: () => true,
    offer: (...ids) => stage.offerJobs(...ids.map((id) => jobCalled(id))),
    async offerJobs(...jobs) {
      for (const job of jobs) loop.offer(job);
      await settle();
    },
    async pass(ms) {
      for (let passed = 0; passed < ms; passed += 500) {
        clock.advance(500);
        await settle();
      }
    },
  };
  loop.setTaking(true);
  return stage;
}
