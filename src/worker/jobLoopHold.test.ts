import { expect, test } from 'vitest';
import { createDeferred } from '../../tests/fakes/deferred.ts';
import { createJobLoopStage } from '../../tests/fakes/jobLoopStage.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { Verdict } from './verdict.ts';

const claims = (calls: readonly string[]): string[] => calls.filter((call) => call.startsWith('claim'));

test('G20: while a limit holds no job is taken, and the newest offer is when it ends', async () => {
  const stage = createJobLoopStage();
  stage.mayTake = () => false;
  await stage.offer('j1', 'j2');
  expect(stage.http.calls).toEqual([]);
  stage.mayTake = () => true;
  stage.loop.wake();
  await settle(10);
  expect(claims(stage.http.calls)).toEqual(['claim j2', 'claim j1']);
});

test('G20: the job in hand and the one that is fetched are done when a limit begins to hold, and no third', async () => {
  const stage = createJobLoopStage();
  stage.vision.hold();
  await stage.offer('j1', 'j2', 'j3');
  stage.mayTake = () => false;
  stage.loop.wake();
  while (stage.vision.held[0]) {
    stage.vision.held[0].answer();
    await settle();
  }
  expect(stage.told.filter((line) => line.startsWith('answered'))).toEqual(['answered j1', 'answered j3']);
  expect(stage.failures).toEqual([]);
  expect(claims(stage.http.calls)).toHaveLength(2);
});

test('G20: a claim that is on its way when a limit begins to hold is not lost', async () => {
  const stage = createJobLoopStage();
  const claim = createDeferred<Verdict>();
  stage.http.claimAs = () => claim.promise;
  await stage.offer('j1');
  stage.mayTake = () => false;
  claim.resolve({ type: 'ok' });
  await settle();
  expect(stage.told).toContain('answered j1');
});

test('G24: where a rest follows each job, the next one is not fetched ahead', async () => {
  const stage = createJobLoopStage();
  stage.mayTake = (inHand) => !inHand;
  stage.vision.hold();
  await stage.offer('j1', 'j2');
  expect(claims(stage.http.calls)).toEqual(['claim j1']);
  stage.vision.held[0]?.answer();
  await settle();
  stage.vision.held[0]?.answer();
  await settle();
  expect(claims(stage.http.calls)).toEqual(['claim j1', 'claim j2']);
});
