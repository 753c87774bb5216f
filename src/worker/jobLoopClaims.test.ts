import { describe, expect, test } from 'vitest';
import { createDeferred } from '../../tests/fakes/deferred.ts';
import { noAnswer } from '../../tests/fakes/fakeRelayHttp.ts';
import { createJobLoopStage } from '../../tests/fakes/jobLoopStage.ts';
import { sampleEngine } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { Verdict } from './verdict.ts';

const claims = (calls: readonly string[]): string[] => calls.filter((call) => call.startsWith('claim'));

describe('claims that are not made', () => {
  test('W2: a job that is offered again while it is in hand is not claimed once more', async () => {
    const { offer, http, vision, loop, told } = createJobLoopStage();
    vision.hold();
    await offer('j1', 'j2');
    await offer('j1', 'j2');
    while (vision.held[0]) {
      vision.held[0].answer();
      await settle();
    }
    expect(claims(http.calls)).toEqual(['claim j1', 'claim j2']);
    expect(told.filter((line) => line.startsWith('answered'))).toEqual(['answered j1', 'answered j2']);
    expect(loop.waiting).toBeUndefined();
  });
});

describe('claims that are not won', () => {
  test.each([404, 409, 410])('W3: a claim answered with %i is lost, and the next job is done', async (status) => {
    const { offer, http, told } = createJobLoopStage();
    http.claimAs = (jobId) => (jobId === 'j1' ? { type: 'gone', status } : { type: 'ok' });
    await offer('j1', 'j2');
    expect(told).toContain('lost j1 gone');
    expect(told).toContain('answered j2');
    expect(told.some((line) => line.startsWith('failed'))).toBe(false);
    expect(claims(http.calls)).toEqual(['claim j1', 'claim j2']);
  });

  test('W3: a claim that the relay could not answer is made again after a rest', async () => {
    const { offer, http, clock, told } = createJobLoopStage();
    http.claimAs = () => noAnswer();
    await offer('j1');
    http.claimAs = () => ({ type: 'ok' });
    clock.advance(4999);
    await settle();
    expect(claims(http.calls)).toHaveLength(1);
    clock.advance(1);
    await settle();
    expect(told).toEqual(expect.arrayContaining(['claimed j1', 'answered j1']));
    expect(told.some((line) => line.startsWith('lost'))).toBe(false);
  });

  test('W6: a job whose claim always fails does not keep older offers from their turn', async () => {
    const { offer, http, clock, told } = createJobLoopStage();
    http.claimAs = (jobId) => (jobId === 'poison' ? noAnswer() : { type: 'ok' });
    const first = createDeferred<Verdict>();
    const allWell = http.claimAs;
    http.claimAs = () => first.promise;
    await offer('lost', 'older', 'poison');
    http.claimAs = allWell;
    first.resolve({ type: 'gone', status: 409 });
    await settle();
    clock.advance(5000);
    await settle();
    expect(told).toContain('answered older');
  });

  test('S6: a claim with a dead key asks for a new one and is made again with it', async () => {
    const stage = createJobLoopStage();
    stage.http.claimAs = (_, key) => (key === 'key-1' ? { type: 'keyRejected', status: 403 } : { type: 'ok' });
    // The session takes the key away as it hears of the rejection.
    stage.engine = undefined;
    await stage.offer('j1');
    stage.engine = sampleEngine;
    stage.loop.wake();
    stage.key = undefined;
    await settle();
    expect(stage.told).toEqual(['rejected key-1']);
    stage.key = 'key-2';
    stage.loop.wake();
    await settle();
    expect(stage.told).toContain('answered j1');
  });
});
