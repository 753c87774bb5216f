import { describe, expect, test } from 'vitest';
import { createJobReportsStage, doneJob, RESULT } from '../../tests/fakes/jobReportsStage.ts';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import type { VisionFailure } from '../vision/api.ts';
import type { Delivery } from './outbox.ts';

const MINUTE_MS = 60_000;
const GPU_LOST: VisionFailure = { type: 'failed', reason: 'gpu-lost', message: 'The GPU stopped answering.' };

describe('a job that is done', () => {
  test('W7: it is counted, told with its newest frame, and its result goes to the outbox', () => {
    const { reports, deliveries, finished, clock, changes } = createJobReportsStage();
    reports.listener.answered(doneJob('j1', clock.now()), RESULT);
    expect(reports.counts).toMatchObject({ completed: 1, failed: 0 });
    expect(deliveries).toEqual([
      {
        job: { dialect: 'J', id: 'j1', serviceId: 'cam-yard', frames: ['j1-frame'] },
        outcome: { type: 'complete', result: RESULT },
        workerId: 'worker-1',
        httpBase: 'http://relay',
        createdMs: clock.now(),
      },
    ]);
    expect(finished()[0]).toMatchObject({ job: { id: 'j1' }, outcome: { type: 'completed', result: RESULT } });
    expect(finished()[0]?.image?.size).toBe('last!'.length);
    expect(changes()).toBeGreaterThan(0);
  });

  test('W7: once the relay has acknowledged it, it is told again with that time', () => {
    const { reports, deliveries, finished, clock, logged } = createJobReportsStage();
    reports.listener.answered(doneJob('j1', clock.now()), RESULT);
    clock.advance(250);
    for (const delivery of deliveries) reports.settled(delivery, { type: 'ok' });
    expect(finished()).toHaveLength(2);
    expect(finished()[1]?.times.acknowledged).toBe(clock.now());
    expect(logged.at(-1)).toBe('info [Worker] Job j1 acknowledged as completed');
  });

  test('W7: a result that the relay no longer wants is said, and is not told as acknowledged', () => {
    const { reports, deliveries, finished, clock, logged } = createJobReportsStage();
    reports.listener.answered(doneJob('j1', clock.now()), RESULT);
    for (const delivery of deliveries) reports.settled(delivery, { type: 'gone', status: 410 });
    expect(finished()).toHaveLength(1);
    expect(logged.at(-1)).toBe('warning [Worker] The relay no longer wants job j1: HTTP 410');
  });

  test('W7: a delivery of the page before this one is logged', () => {
    const { reports, logged, finished } = createJobReportsStage();
    const delivery: Delivery = {
      job: { dialect: 'J', id: 'old', serviceId: 'yard', frames: ['f'] },
      outcome: { type: 'fail', error: 'no frame', atMs: 0 },
      workerId: 'worker-0',
      httpBase: '',
      createdMs: 0,
    };
    reports.settled(delivery, { type: 'ok' });
    expect(logged).toEqual(['info [Worker] Job old acknowledged as failed']);
    expect(finished()).toEqual([]);
  });

  test('W9: its speed is measured without the time for frames and first token', () => {
    const { reports, clock } = createJobReportsStage();
    reports.listener.answered(doneJob('j1', clock.now()), RESULT);
    // 48 of 50 tokens, without the first of each answer, in 1320 ms less 20 of packing and 300 to the first tokens.
    expect(reports.speed.read(clock.now())).toEqual({
      tokensPerSecond: 48,
      medianJobMs: 3000,
      busyShare: 1320 / 60_000,
    });
  });

  test('W6: what it saw is logged in one line', () => {
    const { reports, clock, logged } = createJobReportsStage();
    const objects = ['car', 'dog'].map((label, i) => ({ id: i + 1, label, bbox: [0, 0, 1, 1] as const }));
    reports.listener.answered(doneJob('j1', clock.now()), { ...RESULT, objects });
    reports.listener.answered(doneJob('j2', clock.now()), RESULT);
    expect(logged).toEqual([
      'info [Worker] Job j1: A car stands in the yard. [car, dog]',
      'info [Worker] Job j2: A car stands in the yard.',
    ]);
  });
});

describe('a job in which nothing moved', () => {
  const AGAIN = { ...RESULT, unchanged: true, unchanged_since: 'j1' } as const;

  test('W14: it is logged in plain words, counted as done and as unchanged, and delivered', () => {
    const { reports, clock, logged, deliveries } = createJobReportsStage();
    reports.listener.answered(doneJob('j1', clock.now()), RESULT);
    reports.listener.answered(doneJob('j2', clock.now()), AGAIN);
    expect(logged.at(-1)).toBe(
      'info [Worker] Job j2: Nothing moved since job j1: answered as before. A car stands in the yard.',
    );
    expect(reports.counts).toMatchObject({ completed: 2, unchanged: 1, failed: 0 });
    expect(deliveries.at(-1)?.outcome).toEqual({ type: 'complete', result: AGAIN });
  });

  test('W14: it says nothing about the speed of the device', () => {
    const { reports, clock } = createJobReportsStage();
    reports.listener.answered(doneJob('j1', clock.now()), RESULT);
    const before = reports.speed.read(clock.now());
    for (let i = 0; i < 30; i++) reports.listener.answered(doneJob(`k${i}`, clock.now()), AGAIN);
    expect(reports.speed.read(clock.now())).toEqual(before);
  });
});

describe('a job that cannot be done', () => {
  test('W6: it is counted, logged, and failed at the relay with the reason', () => {
    const { reports, deliveries, finished, clock, logged } = createJobReportsStage();
    const reason = 'Frame 1 of 1 cannot be used: HTTP 404';
    reports.listener.failed(doneJob('j1', clock.now()), { reason, givenBack: false });
    expect(reports.counts).toMatchObject({ completed: 0, failed: 1 });
    expect(deliveries[0]).toMatchObject({
      job: { id: 'j1' },
      outcome: { type: 'fail', error: reason, atMs: clock.now() },
    });
    expect(finished()[0]?.outcome).toMatchObject({ type: 'failed', reason: expect.stringContaining('404') });
    expect(logged).toEqual(['error [Worker] Job j1 failed: Frame 1 of 1 cannot be used: HTTP 404']);
  });

  test('W3: a lost claim is counted as lost and not as failed', () => {
    const { reports, logged, deliveries } = createJobReportsStage();
    reports.listener.lost(jobCalled('j1'), { type: 'gone', status: 409 });
    expect(reports.counts).toMatchObject({ lost: 1, failed: 0 });
    expect(logged).toEqual(['info [Worker] Did not get job j1: HTTP 409']);
    expect(deliveries).toEqual([]);
  });

  test('P2: a refused message is counted and logged with its reason', () => {
    const { reports, logged } = createJobReportsStage();
    reports.refused('job.frames: job without frames');
    expect(reports.counts.refused).toBe(1);
    expect(logged).toEqual(['warning [Worker] Refused a message: job.frames: job without frames']);
  });
});

describe('a job that is refused for what it asks', () => {
  test('K4: an ask that makes no sense is named each time, and counted', () => {
    const { reports, logged, deliveries, changes } = createJobReportsStage();
    reports.listener.refused(jobCalled('j1'), { type: 'unclear', problem: 'the task “dance” is unknown' });
    expect(logged).toEqual(['warning [Worker] Refused job j1 of cam-yard: the task “dance” is unknown']);
    expect(reports.counts.refused).toBe(1);
    expect(deliveries).toEqual([]);
    expect(changes()).toBeGreaterThan(0);
  });

  test('K5: a task that the model cannot do is said once, with what to do, and counted each time', () => {
    const { reports, logged } = createJobReportsStage();
    for (const task of ['read', 'read', 'count'] as const) {
      reports.listener.refused(jobCalled('j1'), { type: 'unable', task });
    }
    expect(logged).toEqual([
      'warning [Worker] The model cannot do “read”, which job j1 of cam-yard asks for. Such jobs are left to others: choose another model.',
      expect.stringContaining('“count”'),
    ]);
    expect(reports.counts.refused).toBe(3);
  });
});

describe('a device that fails', () => {
  const failWith = (world: ReturnType<typeof createJobReportsStage>, cause: VisionFailure | undefined) =>
    world.reports.listener.failed(doneJob('j', world.clock.now()), { reason: 'why', cause, givenBack: false });

  test('V7: three failures in ten minutes pause the worker, with the reason', () => {
    const world = createJobReportsStage();
    failWith(world, GPU_LOST);
    world.clock.advance(4 * MINUTE_MS);
    failWith(world, { ...GPU_LOST, reason: 'engine' });
    expect(world.problems).toEqual([]);
    world.clock.advance(4 * MINUTE_MS);
    failWith(world, GPU_LOST);
    expect(world.problems).toEqual([
      { reason: 'gpu-failed', message: expect.stringMatching(/3 times in ten minutes.*Start.*stopped answering/) },
    ]);
  });

  test('V7: three failures over more than ten minutes do not', () => {
    const world = createJobReportsStage();
    for (let i = 0; i < 6; i++) {
      failWith(world, GPU_LOST);
      world.clock.advance(5 * MINUTE_MS);
    }
    expect(world.problems).toEqual([]);
  });

  test('V7: a job that is done wipes the slate', () => {
    const world = createJobReportsStage();
    failWith(world, GPU_LOST);
    failWith(world, GPU_LOST);
    world.reports.listener.answered(doneJob('j', world.clock.now()), RESULT);
    failWith(world, GPU_LOST);
    expect(world.problems).toEqual([]);
  });

  test('M7: a model that computes wrong numbers when it is loaded anew pauses the worker at once', () => {
    const world = createJobReportsStage();
    failWith(world, { ...GPU_LOST, reason: 'self-test', message: 'The GPU computes wrong numbers.' });
    expect(world.problems).toEqual([{ reason: 'self-test', message: 'The GPU computes wrong numbers.' }]);
  });

  test('V7: a model that does not load again is a device that failed', () => {
    const world = createJobReportsStage();
    for (const reason of ['gpu-lost', 'no-device', 'model-missing'] as const) failWith(world, { ...GPU_LOST, reason });
    expect(world.problems).toMatchObject([{ reason: 'gpu-failed' }]);
  });

  test('W6: failures that are not the device’s never pause the worker', () => {
    const world = createJobReportsStage();
    for (let i = 0; i < 20; i++) {
      failWith(world, undefined);
      failWith(world, { ...GPU_LOST, reason: 'answer-unreadable' });
    }
    expect(world.problems).toEqual([]);
  });
});
