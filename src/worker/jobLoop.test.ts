import { describe, expect, test } from 'vitest';
import { createDeferred } from '../../tests/fakes/deferred.ts';
import { sampleFrame } from '../../tests/fakes/fakeRelayHttp.ts';
import { createJobLoopStage } from '../../tests/fakes/jobLoopStage.ts';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import { describing, detecting, sampleAnswer } from '../../tests/fakes/sampleAnswer.ts';
import { sampleEngine } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { Verdict } from './verdict.ts';

const claims = (calls: readonly string[]): string[] => calls.filter((call) => call.startsWith('claim'));

describe('a job', () => {
  test('W6: it is claimed, fetched, looked at and answered', async () => {
    const { offer, http, vision, told, results, loop } = createJobLoopStage();
    vision.lookAs = ({ ask: { task } }) =>
      sampleAnswer({
        text: task,
        finding: task === 'detect' ? detecting({ label: 'car', bbox: [0, 0, 500, 500] }) : describing(task),
      });
    await offer('j1');
    expect(http.calls).toEqual(['claim j1', 'frame j1/j1-frame']);
    expect(told).toEqual([
      'claimed j1',
      'frame j1 0',
      'boxes j1 0 1',
      'frame j1 0',
      'text j1 0 describe',
      'answered j1',
    ]);
    expect(results[0]?.result).toMatchObject({
      summary: 'describe',
      service_id: 'cam-yard',
      detections: [{ label: 'car', bbox_px: [0, 0, 320, 180], frame: 0 }],
      frame_sizes: [[640, 360]],
    });
    expect([loop.current, loop.waiting]).toEqual([undefined, undefined]);
  });

  test('W6: the newest frame of a video is asked for boxes, then the video about itself with its frames and their times', async () => {
    const { loop, vision } = createJobLoopStage();
    const frames = ['a', 'b', 'c', 'd'];
    loop.offer(jobCalled('j1', { frames, metadata: { frame_interval_ms: 500 } }));
    await settle();
    expect(vision.looks.map(({ ask, frameTimesSeconds }) => [ask.task, frameTimesSeconds])).toEqual([
      ['detect', [1.5]],
      ['video', [0, 0.5, 1, 1.5]],
    ]);
    const texts = vision.looks.map((look) => Promise.all(look.frames.map((frame) => frame.text())));
    expect(await Promise.all(texts)).toEqual([['d'], frames]);
  });

  test('W9: the time of each station is told', async () => {
    const { loop, vision, clock, http, results } = createJobLoopStage();
    const t0 = clock.now();
    vision.hold();
    http.claimAs = () => {
      clock.advance(10);
      return { type: 'ok' };
    };
    loop.offer(jobCalled('j1'));
    await settle();
    clock.advance(50);
    vision.held[0]?.tell('');
    clock.advance(50);
    vision.held[0]?.tell('A');
    vision.held[0]?.tell('A car');
    clock.advance(400);
    vision.held[0]?.answer(sampleAnswer({ packMs: 50, totalMs: 500 }));
    await settle();
    clock.advance(200);
    vision.held[0]?.answer();
    await settle();
    const since = Object.entries(results[0]?.times ?? {}).map(([station, ms]) => [station, ms - t0]);
    expect(Object.fromEntries(since)).toEqual({
      offered: 0,
      claimed: 10,
      fetched: 10,
      packed: 60,
      firstToken: 110,
      answered: 710,
    });
  });

  test('W9: a word that comes after its answer does not mark the next job', async () => {
    const { offer, vision, loop } = createJobLoopStage();
    vision.hold();
    await offer('j1', 'j2');
    const first = loop.current?.job.id;
    vision.held[0]?.answer();
    await settle();
    const late = vision.held[0];
    late?.answer();
    await settle();
    expect(loop.current?.job.id).not.toBe(first);
    late?.tell('');
    late?.tell('A car');
    expect(Object.keys(loop.current?.times ?? {}).sort()).toEqual(['claimed', 'fetched', 'offered']);
  });
});

describe('places', () => {
  test('W2: nothing is claimed while the worker may not take jobs, has no key or has no model', async () => {
    const stage = createJobLoopStage();
    stage.loop.setTaking(false);
    await stage.offer('j1');
    stage.key = undefined;
    stage.loop.setTaking(true);
    await settle();
    stage.key = 'key-1';
    stage.engine = undefined;
    stage.loop.wake();
    await settle();
    expect(stage.http.calls).toEqual([]);
    stage.engine = sampleEngine;
    stage.loop.wake();
    await settle();
    expect(stage.told).toContain('answered j1');
  });

  test('W9: the next job is claimed and fetched while the current one is looked at, and no third is claimed', async () => {
    const { offer, http, vision, loop } = createJobLoopStage();
    vision.hold();
    await offer('j1', 'j2', 'j3');
    // The newest that was known when a place became free.
    expect(http.calls).toEqual(['claim j1', 'frame j1/j1-frame', 'claim j3', 'frame j3/j3-frame']);
    expect([loop.current?.job.id, loop.waiting?.job.id]).toEqual(['j1', 'j3']);
    expect(vision.looks).toHaveLength(1);
  });

  test('W9: the fetched job is looked at as soon as the current one is answered, and the next is claimed', async () => {
    const { offer, http, vision, loop, told } = createJobLoopStage();
    vision.hold();
    await offer('j1', 'j2', 'j3');
    vision.held[0]?.answer();
    await settle();
    vision.held[0]?.answer();
    await settle();
    expect(told).toContain('answered j1');
    expect([loop.current?.job.id, loop.waiting?.job.id]).toEqual(['j3', 'j2']);
    expect(claims(http.calls)).toEqual(['claim j1', 'claim j3', 'claim j2']);
  });

  test('W2: while a claim is on its way no other is made', async () => {
    const { offer, http } = createJobLoopStage();
    const claim = createDeferred<Verdict>();
    http.claimAs = () => claim.promise;
    await offer('j1', 'j2');
    expect(claims(http.calls)).toEqual(['claim j1']);
  });

  test('W2: of what waits the newest comes first, and no more than 50 are remembered', async () => {
    const stage = createJobLoopStage();
    stage.engine = undefined;
    await stage.offer(...Array.from({ length: 60 }, (_, i) => `j${i}`));
    stage.engine = sampleEngine;
    stage.loop.wake();
    await settle(400);
    const answered = stage.told.filter((line) => line.startsWith('answered'));
    expect(answered).toHaveLength(50);
    expect([answered[0], answered.at(-1)]).toEqual(['answered j59', 'answered j10']);
  });

  test('W2: a job that is offered twice is done once', async () => {
    const stage = createJobLoopStage();
    stage.engine = undefined;
    await stage.offer('j1', 'j2', 'j1');
    stage.engine = sampleEngine;
    stage.loop.wake();
    await settle(10);
    expect(claims(stage.http.calls)).toEqual(['claim j1', 'claim j2']);
  });

  test('W1: when jobs may no longer be taken, what is held is finished and nothing is claimed', async () => {
    const { offer, http, vision, loop, told } = createJobLoopStage();
    vision.hold();
    await offer('j1', 'j2', 'j3');
    loop.setTaking(false);
    while (vision.held[0]) {
      vision.held[0].answer();
      await settle();
    }
    expect(told.filter((line) => line.startsWith('answered'))).toEqual(['answered j1', 'answered j3']);
    expect(claims(http.calls)).toHaveLength(2);
  });
});

describe('jobs that cannot be done', () => {
  test('W6: a frame that cannot be had gives the job back with the reason, and the next job works', async () => {
    const { offer, http, told, failures } = createJobLoopStage();
    http.frameAs = () => ({ type: 'refused', message: 'the frame is larger than 20 MB' });
    await offer('j1');
    expect(failures).toEqual([
      { reason: 'Frame 1 of 1 cannot be used: the frame is larger than 20 MB', cause: undefined, givenBack: false },
    ]);
    http.frameAs = (_, frameId) => sampleFrame(frameId);
    await offer('j2');
    expect(told).toContain('answered j2');
  });

  test('W6: a look that fails ends its job with the reason and its cause, and the next job works', async () => {
    const { offer, vision, told, failures } = createJobLoopStage();
    vision.lookAs = () => ({ type: 'failed', reason: 'gpu-lost', message: 'The GPU stopped answering.' });
    await offer('j1');
    expect(vision.looks).toHaveLength(1);
    expect(failures).toEqual([{ reason: 'The GPU stopped answering.', cause: 'gpu-lost', givenBack: false }]);
    vision.lookAs = () => sampleAnswer();
    await offer('j2');
    expect(told).toContain('answered j2');
  });
});
