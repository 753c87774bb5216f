import { describe, expect, test } from 'vitest';
import { createDeferred } from '../../tests/fakes/deferred.ts';
import { noAnswer } from '../../tests/fakes/fakeRelayHttp.ts';
import { createJobLoopStage } from '../../tests/fakes/jobLoopStage.ts';
import { sampleAnswer } from '../../tests/fakes/sampleAnswer.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { Verdict } from './verdict.ts';

const PAUSED = 'the worker was paused';

/** A loop that looks at `j1`, has fetched `j3` and knows of `j2`; with a watch on its draining. */
async function busyStage() {
  const stage = createJobLoopStage();
  stage.vision.hold();
  await stage.offer('j1', 'j2', 'j3');
  const ended: string[] = [];
  const drain = (finishCurrent: boolean, name = 'drained') => {
    void stage.loop.drain(finishCurrent, PAUSED).then(() => ended.push(name));
  };
  return { ...stage, ended, drain };
}

describe('pause', () => {
  test('W8: the job in hand is interrupted and given back, as is the one that waits', async () => {
    const { drain, ended, told, vision, failures, loop } = await busyStage();
    drain(false);
    await settle();
    expect(vision.interrupts).toBe(1);
    expect(told.slice(-2)).toEqual([`failed j3: ${PAUSED}`, `failed j1: ${PAUSED}`]);
    // It is nobody's fault: the device is not held to have failed.
    expect(failures.every(({ cause, givenBack }) => cause === undefined && givenBack)).toBe(true);
    expect(ended).toEqual(['drained']);
    expect([loop.current, loop.waiting]).toEqual([undefined, undefined]);
  });

  test('W8: an interrupt that comes between two looks ends the job all the same', async () => {
    const { drain, told, vision } = await busyStage();
    // The look is answered already; the interrupt comes too late for the vision thread.
    const { held } = vision;
    vision.interrupt = () => {};
    drain(false);
    held[0]?.answer(sampleAnswer());
    await settle();
    expect(told.at(-1)).toBe(`failed j1: ${PAUSED}`);
    expect(vision.looks).toHaveLength(1);
  });

  test('W8: a job whose claim is on its way is given back once it is won', async () => {
    const { offer, http, loop, told } = createJobLoopStage();
    const claim = createDeferred<Verdict>();
    http.claimAs = () => claim.promise;
    http.frameAs = (_job, _frame, signal) => noAnswer(signal.aborted ? 'aborted' : 'not aborted');
    await offer('j1');
    const drained = loop.drain(false, PAUSED);
    claim.resolve({ type: 'ok' });
    await drained;
    expect(told).toEqual(['claimed j1', `failed j1: ${PAUSED}`]);
  });

  test('W8: a job whose frames are on their way is given back, and they are fetched no further', async () => {
    const { offer, http, loop, told } = createJobLoopStage();
    http.frameAs = (_job, _frame, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(noAnswer('aborted')), { once: true }));
    await offer('j1');
    await loop.drain(false, PAUSED);
    expect(told).toEqual(['claimed j1', `failed j1: ${PAUSED}`]);
  });

  test('W8: a job that waits for a new key is given back, and the key is waited for no longer', async () => {
    const stage = createJobLoopStage();
    stage.http.frameAs = () => ({ type: 'keyRejected', status: 403 });
    await stage.offer('j1');
    stage.key = undefined;
    await stage.loop.drain(false, PAUSED);
    expect(stage.told).toEqual(['claimed j1', 'rejected key-1', `failed j1: ${PAUSED}`]);
    stage.key = 'key-2';
    stage.loop.wake();
    await settle();
    expect(stage.http.calls).toHaveLength(2);
  });

  test('W8: a job whose frames are asked for again in a while is given back at once', async () => {
    const { offer, http, loop, told, clock } = createJobLoopStage();
    http.frameAs = () => noAnswer();
    await offer('j1');
    await loop.drain(false, PAUSED);
    expect(told.at(-1)).toBe(`failed j1: ${PAUSED}`);
    expect(clock.pending).toBe(0);
  });

  test('W8: with nothing in hand it is over at once, and twice is fine', async () => {
    const { loop, told } = createJobLoopStage();
    await loop.drain(false, PAUSED);
    await loop.drain(true, PAUSED);
    expect(told).toEqual([]);
  });
});

describe('stop after this job', () => {
  test('W8: the job that is looked at is finished, the one that waits is given back', async () => {
    const { drain, ended, told, vision } = await busyStage();
    drain(true);
    await settle();
    expect(told.at(-1)).toBe(`failed j3: ${PAUSED}`);
    expect([vision.interrupts, ended]).toEqual([0, []]);
    while (vision.held[0]) {
      vision.held[0].answer();
      await settle();
    }
    expect(told.at(-1)).toBe('answered j1');
    expect(ended).toEqual(['drained']);
  });

  test('W8: no job is taken meanwhile or afterwards', async () => {
    const { drain, http, offer, vision } = await busyStage();
    const before = http.calls.length;
    drain(true);
    await offer('j4');
    while (vision.held[0]) {
      vision.held[0].answer();
      await settle();
    }
    expect(http.calls).toHaveLength(before);
  });

  test('W8: a pause that comes while it finishes gives the job back, and both are over', async () => {
    const { drain, ended, told } = await busyStage();
    drain(true, 'stop');
    await settle();
    drain(false, 'pause');
    await settle();
    expect(told.at(-1)).toBe(`failed j1: ${PAUSED}`);
    expect(ended).toEqual(['stop', 'pause']);
  });
});
