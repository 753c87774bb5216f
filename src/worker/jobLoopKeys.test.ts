import { describe, expect, test } from 'vitest';
import { createDeferred } from '../../tests/fakes/deferred.ts';
import { noAnswer } from '../../tests/fakes/fakeRelayHttp.ts';
import { createJobLoopStage, type JobLoopStage } from '../../tests/fakes/jobLoopStage.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { Verdict } from './verdict.ts';

/** From now on the relay takes frames' requests with this key alone. */
function takeOnly(stage: JobLoopStage, key: string): void {
  const good = stage.http.frameAs;
  stage.http.frameAs = (jobId, frameId, signal, used) =>
    used === key ? good(jobId, frameId, signal, used) : { type: 'keyRejected', status: 403 };
}

/** The session lost its key and has registered anew. */
async function registerAnew(stage: JobLoopStage, key: string): Promise<void> {
  stage.key = undefined;
  stage.loop.wake();
  await settle();
  stage.key = key;
  stage.loop.wake();
  await settle();
}

describe('a key that dies while frames are fetched', () => {
  test('W4: the frames are fetched once more with the new key, and the job is done without a second claim', async () => {
    const stage = createJobLoopStage();
    takeOnly(stage, 'key-2');
    await stage.offer('j1');
    expect(stage.told).toEqual(['claimed j1', 'rejected key-1']);
    await registerAnew(stage, 'key-2');
    expect(stage.http.calls).toEqual(['claim j1', 'frame j1/j1-frame', 'frame j1/j1-frame']);
    expect(stage.told.at(-1)).toBe('answered j1');
    expect(stage.failures).toEqual([]);
  });

  test('W4: while it waits for the key no other job is claimed', async () => {
    const stage = createJobLoopStage();
    takeOnly(stage, 'key-2');
    await stage.offer('j1');
    stage.key = undefined;
    await stage.offer('j2');
    expect(stage.http.calls.filter((call) => call.startsWith('claim'))).toEqual(['claim j1']);
    expect(stage.loop.waiting?.job.id).toBe('j1');
  });

  test('W4: a second rejection fails the job, and it was not merely given back', async () => {
    const stage = createJobLoopStage();
    takeOnly(stage, 'none');
    await stage.offer('j1');
    await registerAnew(stage, 'key-2');
    expect(stage.told).toEqual([
      'claimed j1',
      'rejected key-1',
      'rejected key-2',
      'failed j1: Frame 1 of 1 cannot be used: HTTP 403',
    ]);
    expect(stage.failures).toMatchObject([{ givenBack: false }]);
  });

  test('W9: the job that is looked at meanwhile is not disturbed', async () => {
    const stage = createJobLoopStage();
    stage.vision.hold();
    await stage.offer('j1');
    takeOnly(stage, 'key-2');
    await stage.offer('j2');
    while (stage.vision.held[0]) {
      stage.vision.held[0].answer();
      await settle();
    }
    expect(stage.told).toContain('answered j1');
    await registerAnew(stage, 'key-2');
    expect([stage.loop.current?.job.id, stage.loop.waiting]).toEqual(['j2', undefined]);
  });
});

describe('who the worker is', () => {
  test('S14: a result carries the id under which the job was claimed, also after another registration', async () => {
    const stage = createJobLoopStage();
    stage.vision.hold();
    stage.workerId = 'theirs-1';
    await stage.offer('j1');
    stage.workerId = 'theirs-2';
    await registerAnew(stage, 'key-2');
    while (stage.vision.held[0]) {
      stage.vision.held[0].answer();
      await settle();
    }
    expect(stage.results[0]?.workerId).toBe('theirs-1');
  });
});

describe('frames that the relay does not give', () => {
  test('W4: a frame that comes at the second try costs the job nothing', async () => {
    const stage = createJobLoopStage();
    const good = stage.http.frameAs;
    stage.http.frameAs = () => noAnswer();
    await stage.offer('j1');
    stage.http.frameAs = good;
    await stage.pass(500);
    expect(stage.told).toEqual(expect.arrayContaining(['claimed j1', 'answered j1']));
    expect(stage.failures).toEqual([]);
  });

  test('W6: a claimed job whose frames never come is failed with the reason', async () => {
    const stage = createJobLoopStage();
    stage.http.frameAs = () => noAnswer();
    await stage.offer('j1');
    await stage.pass(7500);
    expect(stage.failures).toEqual([
      { reason: 'Frame 1 of 1 cannot be used: HTTP 500', cause: undefined, givenBack: false },
    ]);
  });

  test('W8: a claim that comes back after a pause began is given back', async () => {
    const stage = createJobLoopStage();
    const claim = createDeferred<Verdict>();
    stage.http.claimAs = () => claim.promise;
    await stage.offer('j1');
    const drained = stage.loop.drain(true, 'stopped');
    claim.resolve({ type: 'ok' });
    await drained;
    expect(stage.failures).toMatchObject([{ reason: 'stopped', givenBack: true }]);
  });
});
