import { describe, expect, test } from 'vitest';
import { jobCalled, wireJob } from '../../tests/fakes/jobs.ts';
import { detecting, sampleAnswer } from '../../tests/fakes/sampleAnswer.ts';
import { sampleEngine } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';
import { createWorkerStage } from '../../tests/fakes/workerStage.ts';
import { NO_COUNTS } from './api.ts';
import { jobBlock } from './jobBlock.ts';

describe('observe mode', () => {
  test('W1: every job is logged with all its fields and none is claimed', async () => {
    const stage = createWorkerStage();
    await stage.start();
    stage.sockets.register();
    await stage.offer('j1');
    await stage.offer('j2');
    expect(stage.log).toEqual(expect.arrayContaining([jobBlock(jobCalled('j1')), jobBlock(jobCalled('j2'))]));
    expect(stage.requests).toEqual([]);
    expect(stage.vision.loads).toEqual([]);
    expect(stage.snapshot).toMatchObject({
      mode: 'observe',
      counts: { offered: 2, claimed: 0 },
      lastOfferMs: stage.clock.now(),
    });
  });

  test('W1: the session is logged as the seed’s worker logs it, and the key only in its beginning', async () => {
    const stage = createWorkerStage();
    await stage.start();
    stage.sockets.register('a3f9e2b1c4d5e6f7a8b9c0d1');
    stage.clock.advance(30_000);
    await settle();
    expect(stage.log).toEqual([
      '[Worker] Connecting to ws://relay:7010/connect',
      '[Worker] Connected!',
      '[Worker] Registering as worker-1',
      '[Worker] Registered successfully!',
      '[Worker] Worker ID: worker-1',
      '[Worker] Auth Key: a3f9e2b1c4d5e6f7...',
      '[Worker] Listening for jobs...',
      '[Worker] Heartbeat sent',
    ]);
    expect(JSON.stringify(stage.events)).not.toContain('a3f9e2b1c4d5e6f7a8');
  });

  test('W1: switched to work, the worker loads its model and claims what is offered; switched back, it claims none', async () => {
    const stage = createWorkerStage();
    await stage.start();
    stage.sockets.register();
    await stage.offer('j1');
    await stage.worker.setMode('work');
    await settle(12);
    expect(stage.vision.loads).toEqual([{ modelId: 'demo-model', device: 'auto', pageBase: 'http://page:8080/app/' }]);
    expect(stage.snapshot.counts).toMatchObject({ offered: 1, completed: 1 });
    await stage.worker.setMode('observe');
    await stage.offer('j2');
    expect(stage.snapshot).toMatchObject({ mode: 'observe', counts: { offered: 2, claimed: 1 } });
  });

  test('P1: a message that makes no sense is logged and counted, and the work goes on', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.sockets.newest.receiveText('rubbish');
    stage.sockets.newest.receive({ type: 'job_available', job: { ...wireJob(jobCalled('empty')), frames: [] } });
    await stage.offer('j1');
    expect(stage.log).toEqual(
      expect.arrayContaining([
        '[Worker] Refused a message: not JSON: rubbish',
        '[Worker] Refused a message: job.frames: job without frames',
      ]),
    );
    expect(stage.requests.some((request) => request.includes('empty'))).toBe(false);
    expect(stage.snapshot.counts).toMatchObject({ refused: 2, completed: 1 });
  });
});

describe('work mode', () => {
  test('W2: a job goes all the way: claim, frame, two looks, result, acknowledgement', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.vision.lookAs = ({ ask }) =>
      ask.task === 'detect'
        ? sampleAnswer({ text: '[…]', finding: detecting({ label: 'car', bbox: [0, 0, 500, 500] }) })
        : sampleAnswer();
    await stage.offer('j1');
    expect(stage.requests).toEqual(['POST /jobs/j1/claim', 'GET /jobs/j1/frames/j1-frame', 'POST /jobs/j1/complete']);
    expect(stage.bodies.at(-1)).toMatchObject({
      worker_id: 'worker-1',
      result: {
        summary: 'A car stands in the yard.',
        detections: [{ class: 'car', bbox_px: [0, 0, 320, 180] }],
        objects: [{ id: 1, label: 'car' }],
        model: 'demo-model',
      },
    });
    expect(stage.store.table.size).toBe(0);
    expect(stage.snapshot.counts).toEqual({ ...NO_COUNTS, offered: 1, claimed: 1, completed: 1 });
    expect(stage.snapshot.dialect).toBe('J');
    expect(stage.snapshot.current).toBeUndefined();
  });

  test('W9: the next job is looked at before the relay has answered for the one before', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.statusOf = (request) => (request === 'POST /jobs/j1/complete' ? new Promise(() => {}) : 200);
    stage.vision.hold();
    await stage.offer('j1');
    await stage.offer('j2');
    for (const _ of ['detect', 'describe']) {
      stage.vision.held[0]?.answer();
      await settle();
    }
    expect(stage.snapshot.counts.completed).toBe(1);
    expect(stage.vision.looks).toHaveLength(3);
  });

  test('W2: the page hears of the frame, the boxes, the words and the end', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    await stage.offer('j1');
    const types = stage.events.map(({ type }) => type).filter((type) => type !== 'snapshot' && type !== 'log');
    expect(types.filter((type) => type !== 'lastWill' && type !== 'history')).toEqual([
      'frame',
      'boxes',
      'frame',
      'answer',
      'finished',
      'finished',
    ]);
    const finished = stage.events.flatMap((event) => (event.type === 'finished' ? [event.job] : []));
    expect(Object.keys(finished[1]?.times ?? {}).sort()).toEqual(
      ['acknowledged', 'answered', 'claimed', 'fetched', 'firstToken', 'offered', 'packed'].sort(),
    );
    expect(finished[1]?.image?.type).toBe('image/jpeg');
  });

  test('W2: jobs that come before the registration or the model are done once both are there', async () => {
    const stage = createWorkerStage();
    let arrive = () => {};
    stage.vision.loadAs = () => new Promise((resolve) => (arrive = () => resolve(sampleEngine)));
    const starting = stage.start({ mode: 'work' });
    await settle();
    stage.sockets.newest.open();
    await stage.offer('j1');
    stage.sockets.register();
    await settle();
    expect(stage.requests).toEqual([]);
    expect(stage.snapshot.engine).toMatchObject({ type: 'loading', modelName: 'Demo Qwen3-VL' });
    arrive();
    await starting;
    await settle(12);
    expect(stage.snapshot).toMatchObject({ engine: { type: 'ready' }, counts: { completed: 1 } });
  });

  test('W2: a model that cannot be loaded is told, claims nothing, and is tried again when asked', async () => {
    const stage = createWorkerStage();
    stage.vision.loadAs = () => ({ type: 'failed', reason: 'model-missing', message: 'No such model.' });
    await stage.startWorking();
    await stage.offer('j1');
    expect(stage.snapshot.engine).toEqual({
      type: 'failed',
      problem: { reason: 'model-missing', message: 'No such model.' },
    });
    expect(stage.requests).toEqual([]);
    stage.vision.loadAs = () => sampleEngine;
    await stage.worker.setMode('work');
    await settle(12);
    expect(stage.snapshot.counts.completed).toBe(1);
  });

  test('K4: a job with an unknown task is refused by name and counted, in observe mode as well', async () => {
    const stage = createWorkerStage();
    await stage.start();
    stage.sockets.register();
    const job = jobCalled('j1', { metadata: { task: 'dance' } });
    stage.sockets.newest.receive({ type: 'job_available', job: wireJob(job) });
    await settle();
    expect(stage.log).toContain(jobBlock(job));
    expect(stage.log.at(-1)).toMatch(/^\[Worker\] Refused job j1 of cam-yard: .*dance/);
    expect(stage.snapshot.counts).toMatchObject({ offered: 1, refused: 1 });
    await stage.worker.setMode('work');
    await settle(12);
    expect(stage.requests).toEqual([]);
  });

  test('K1: the defaults of the settings reach the model', async () => {
    const stage = createWorkerStage();
    await stage.startWorking({ cameras: [{ serviceId: '', task: 'read', language: 'German' }] });
    await stage.offer('j1');
    expect(stage.vision.looks).toMatchObject([{ ask: { task: 'read', language: 'German' } }]);
    expect(stage.bodies.at(-1)?.result).toMatchObject({ task: 'read', texts: ['OPEN'], language: 'German' });
  });

  test('M6: pause and cancel reach the download; after a cancel the mode stays and nothing is claimed, until Work', async () => {
    const stage = createWorkerStage();
    let end = () => {};
    stage.vision.loadAs = () =>
      new Promise((resolve) => (end = () => resolve({ type: 'failed', reason: 'interrupted', message: 'Ended.' })));
    const starting = stage.startWorking();
    await settle();
    await stage.worker.pauseDownload(true);
    await stage.worker.pauseDownload(false);
    await stage.worker.cancelLoad();
    end();
    await starting;
    await stage.offer('j1');
    expect(stage.vision.commands).toEqual(['pause', 'go on', 'cancel']);
    expect(stage.snapshot).toMatchObject({ mode: 'work', run: { type: 'running' }, engine: { type: 'none' } });
    expect(stage.requests).toEqual([]);
    stage.vision.loadAs = () => sampleEngine;
    await stage.worker.setMode('work');
    await settle(12);
    expect(stage.snapshot.counts.completed).toBe(1);
  });

  test('M7: after a failed self-test no job is taken, until a later Start finds the model well', async () => {
    const stage = createWorkerStage();
    stage.vision.loadAs = () => ({ type: 'failed', reason: 'self-test', message: 'This GPU computes wrong numbers.' });
    await stage.startWorking();
    await stage.offer('j1');
    expect(stage.requests).toEqual([]);
    expect(stage.snapshot.engine).toMatchObject({ type: 'failed', problem: { reason: 'self-test' } });
    expect(stage.log).toContain('[Worker] This GPU computes wrong numbers.');
    stage.vision.loadAs = () => sampleEngine;
    await stage.startWorking();
    await stage.offer('j2');
    expect(stage.snapshot.counts.completed).toBe(1);
  });

  test('V7: three failures of the device in ten minutes pause the worker, with the reason', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.vision.lookAs = () => ({ type: 'failed', reason: 'gpu-lost', message: 'The GPU stopped answering.' });
    for (const id of ['j1', 'j2', 'j3']) await stage.offer(id);
    expect(stage.snapshot).toMatchObject({
      run: { type: 'paused', problem: { reason: 'gpu-failed' } },
      connection: { type: 'closed' },
      counts: { failed: 3 },
    });
    expect(stage.requests.filter((request) => request.endsWith('/fail'))).toHaveLength(3);
    expect(stage.sockets.newest.closed).toBe(true);
  });
});
