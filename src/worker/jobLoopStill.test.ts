import { describe, expect, test } from 'vitest';
import { createJobLoopStage } from '../../tests/fakes/jobLoopStage.ts';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import { answerTo, detecting, sampleAnswer } from '../../tests/fakes/sampleAnswer.ts';
import { settle } from '../../tests/fakes/settle.ts';

/** Frames that are as bright as their text is long: those of `j1` to `j9` alike, that of `moved` not. */
const frameLuma = async (frame: Blob) => new Uint8Array(64 * 36).fill(10 * frame.size);

const setUp = () => createJobLoopStage({ stillThreshold: 4, frameLuma });

describe('a job in which nothing moved', () => {
  test('W14: it is answered as before, marked, and not looked at', async () => {
    const { offer, vision, told, results, clock } = setUp();
    vision.lookAs = ({ ask }) =>
      ask.task === 'detect'
        ? sampleAnswer({ finding: detecting({ label: 'car', bbox: [0, 0, 9, 9] }) })
        : answerTo(ask);
    await offer('j1');
    clock.advance(1000);
    await offer('j2');
    expect(vision.looks).toHaveLength(2);
    expect(told.slice(-2)).toEqual(['claimed j2', 'answered j2']);
    const [first, second] = results.map(({ result }) => result);
    expect(first).not.toHaveProperty('unchanged');
    expect(second).toEqual({
      ...first,
      created_at: new Date(clock.now()).toISOString(),
      timings_ms: { fetch: expect.any(Number), pack: 0, first_token: 0, look: 0 },
      tokens: 0,
      unchanged: true,
      unchanged_since: 'j1',
    });
    expect(Object.keys(results[1]?.times ?? {})).toEqual(['offered', 'claimed', 'fetched', 'answered']);
  });

  test('W14: what moved is looked at, and is what the next is compared with', async () => {
    const { offer, vision, results } = setUp();
    await offer('j1', 'moved');
    await settle();
    await offer('j2');
    await offer('j3');
    expect(vision.looks).toHaveLength(6);
    expect(results.map(({ result }) => result.unchanged_since)).toEqual([undefined, undefined, undefined, 'j2']);
  });

  test('W14: with the threshold 0 every job is looked at', async () => {
    const { offer, vision } = createJobLoopStage({ frameLuma });
    await offer('j1');
    await offer('j2');
    expect(vision.looks).toHaveLength(4);
  });

  test('W14: an alert is looked at each time', async () => {
    const { offerJobs, vision } = setUp();
    const alert = (id: string) => jobCalled(id, { metadata: { task: 'alert', prompt: 'smoke' } });
    await offerJobs(alert('j1'));
    await offerJobs(alert('j2'));
    expect(vision.looks).toHaveLength(2);
  });

  test('W14: it makes room at once while another job is looked at', async () => {
    const { offer, vision, told, loop } = setUp();
    await offer('j1');
    vision.hold();
    await offer('moved');
    await offer('j2', 'j3');
    expect(told.filter((line) => line.startsWith('answered'))).toEqual(['answered j1', 'answered j2', 'answered j3']);
    expect([loop.current?.job.id, loop.waiting]).toEqual(['moved', undefined]);
  });

  test('W14: one that waits for the answer in hand is answered with it, and not announced', async () => {
    const { offer, vision, told, results } = setUp();
    vision.hold();
    await offer('j1', 'j2');
    for (const _ of ['detect', 'describe']) {
      vision.held[0]?.answer();
      await settle();
    }
    expect(told.slice(-2)).toEqual(['answered j1', 'answered j2']);
    expect(results[1]?.result.unchanged_since).toBe('j1');
    expect([vision.looks.length, vision.ahead.length]).toEqual([2, 0]);
  });

  test('W14: a video in which nothing moved tells of no changes', async () => {
    const { offerJobs, vision, results } = setUp();
    vision.lookAs = ({ ask }) => {
      const answer = answerTo(ask);
      const { finding } = answer;
      return finding.task === 'video' ? { ...answer, finding: { ...finding, changes: ['The gate is open.'] } } : answer;
    };
    const clip = (id: string) => jobCalled(id, { frames: ['a', 'b', 'c', 'd'] });
    await offerJobs(clip('j1'));
    await offerJobs(clip('j2'));
    expect(results.map(({ result }) => result.changes)).toEqual([['The gate is open.'], []]);
  });

  test('W8: a job that is paused while its frames are read is given back', async () => {
    let finish = () => {};
    const slow = () => new Promise<Uint8Array>((resolve) => (finish = () => resolve(new Uint8Array(64 * 36))));
    const { offer, loop, told } = createJobLoopStage({ stillThreshold: 4, frameLuma: slow });
    await offer('j1');
    const drained = loop.drain(false, 'paused');
    finish();
    await drained;
    expect(told).toEqual(['claimed j1', 'failed j1: paused']);
  });
});
