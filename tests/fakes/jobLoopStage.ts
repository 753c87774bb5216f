// A job loop among fakes, with all that it tells written down: what its tests start from.

import type { JobResult } from '../../src/protocol/result.ts';
import type { EngineInfo } from '../../src/vision/api.ts';
import type { JobTimes } from '../../src/worker/api.ts';
import { createJobLoop, type JobLoop } from '../../src/worker/jobLoop.ts';
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
  readonly results: readonly { readonly result: JobResult; readonly times: JobTimes }[];
  readonly failures: readonly { readonly reason: string; readonly cause?: string | undefined }[];
  key: string | undefined;
  engine: EngineInfo | undefined;
  /** Offers jobs with these ids, one after another, and lets them run as far as they go. */
  offer(...ids: readonly string[]): Promise<void>;
}

export function createJobLoopStage(): JobLoopStage {
  const http = createFakeRelayHttp();
  const vision = createFakeVision();
  const clock = createFakeClock();
  const told: string[] = [];
  const results: { result: JobResult; times: JobTimes }[] = [];
  const failures: { reason: string; cause: string | undefined }[] = [];
  const loop = createJobLoop({
    http,
    vision,
    clock,
    key: () => stage.key,
    engine: () => stage.engine,
    on: {
      changed: () => {},
      claimed: ({ id }) => told.push(`claimed ${id}`),
      lost: ({ id }, { type }) => told.push(`lost ${id} ${type}`),
      keyRejected: (key) => told.push(`rejected ${key}`),
      frame: ({ id }, frame) => told.push(`frame ${id} ${frame}`),
      text: ({ id }, frame, text) => told.push(`text ${id} ${frame} ${text}`),
      boxes: ({ id }, frame, boxes) => told.push(`boxes ${id} ${frame} ${boxes.length}`),
      answered({ job, times }, result) {
        told.push(`answered ${job.id}`);
        results.push({ result, times });
      },
      failed({ job }, reason, cause) {
        told.push(`failed ${job.id}: ${reason}`);
        failures.push({ reason, cause: cause?.reason });
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
    engine: sampleEngine,
    async offer(...ids) {
      for (const id of ids) loop.offer(jobCalled(id));
      await settle();
    },
  };
  loop.setTaking(true);
  return stage;
}
