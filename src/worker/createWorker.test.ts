import { describe, expect, test } from 'vitest';
import { jobCalled, wireJob } from '../../tests/fakes/jobs.ts';
import { sampleAnswer } from '../../tests/fakes/sampleAnswer.ts';
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
    stage.vision.lookAs = ({ task }) =>
      task === 'detect'
        ? sampleAnswer({ text: '[…]', boxes: [{ label: 'car', bbox: [0, 0, 500, 500] }] })
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

  test('W2: the page hears of the frame, the boxes, the words and the end', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    await stage.offer('j1');
    const types = stage.events.map(({ type }) => type).filter((type) => type !== 'snapshot' && type !== 'log');
    expect(types.filter((type) => type !== 'lastWill')).toEqual([
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
