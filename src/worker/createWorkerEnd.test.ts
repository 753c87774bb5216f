import { describe, expect, test } from 'vitest';
import { sampleEngine } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';
import { createWorkerStage } from '../../tests/fakes/workerStage.ts';
import type { EngineInfo } from '../vision/api.ts';

/** A worker that looks at `j1`, with a watch on the commands that it is given. */
async function busyStage() {
  const stage = createWorkerStage();
  await stage.startWorking();
  stage.vision.hold();
  await stage.offer('j1');
  const ended: string[] = [];
  const watch = (name: string, command: Promise<void>) => void command.then(() => ended.push(name));
  const finishLooks = async () => {
    while (stage.vision.held[0]) {
      stage.vision.held[0].answer();
      await settle();
    }
  };
  return { stage, ended, watch, finishLooks };
}

describe('pause', () => {
  test('W8: the job in hand is given back with a reason, and the worker disconnects', async () => {
    const { stage } = await busyStage();
    await stage.worker.pause();
    expect(stage.requests.at(-1)).toBe('POST /jobs/j1/fail');
    expect(stage.bodies.at(-1)).toEqual({ worker_id: 'worker-1', error: 'the worker was paused by its owner' });
    expect(stage.sockets.newest.closed).toBe(true);
    await settle();
    expect(stage.snapshot).toMatchObject({ run: { type: 'paused' }, connection: { type: 'closed' } });
  });

  test('W8: a relay that does not answer holds the pause up for three seconds, and hears of the job later', async () => {
    const { stage, ended, watch } = await busyStage();
    stage.statusOf = () => new Promise(() => {});
    watch('pause', stage.worker.pause());
    await settle();
    expect(stage.snapshot.run).toEqual({ type: 'paused' });
    stage.clock.advance(2999);
    await settle();
    expect(ended).toEqual([]);
    stage.clock.advance(1);
    await settle();
    expect(ended).toEqual(['pause']);
    expect([...stage.store.table.values()]).toMatchObject([{ job: { id: 'j1' }, outcome: { type: 'fail' } }]);
  });

  test('W8: after a pause nothing happens until the next start', async () => {
    const { stage } = await busyStage();
    stage.statusOf = () => 503;
    await stage.worker.pause();
    const before = stage.requests.length;
    stage.worker.online();
    await stage.worker.setMode('observe');
    await stage.worker.pause();
    stage.clock.advance(24 * 60 * 60 * 1000);
    await settle();
    expect(stage.requests).toHaveLength(before);
    expect(stage.sockets.all).toHaveLength(1);
  });

  test('W8: start after a pause registers anew and works', async () => {
    const { stage, finishLooks } = await busyStage();
    await stage.worker.pause();
    await stage.startWorking();
    await stage.offer('j2');
    await finishLooks();
    expect(stage.sockets.all).toHaveLength(2);
    expect(stage.snapshot).toMatchObject({ run: { type: 'running' }, counts: { completed: 1 } });
  });
});

describe('stop after this job', () => {
  test('W8: the job in hand is finished and delivered before the worker disconnects', async () => {
    const { stage, ended, watch, finishLooks } = await busyStage();
    watch('stop', stage.worker.stopAfterJob());
    await stage.offer('j2');
    expect(stage.snapshot).toMatchObject({ run: { type: 'stopping' }, current: { job: { id: 'j1' } } });
    expect(ended).toEqual([]);
    await finishLooks();
    expect(stage.requests.at(-1)).toBe('POST /jobs/j1/complete');
    expect(stage.requests.some((request) => request.includes('j2'))).toBe(false);
    expect(ended).toEqual(['stop']);
    expect(stage.snapshot).toMatchObject({ run: { type: 'idle' }, connection: { type: 'closed' } });
  });

  test('W8: a pause while it finishes gives the job back at once', async () => {
    const { stage, ended, watch } = await busyStage();
    watch('stop', stage.worker.stopAfterJob());
    await settle();
    watch('pause', stage.worker.pause());
    await settle();
    expect(stage.requests.at(-1)).toBe('POST /jobs/j1/fail');
    expect(ended.sort()).toEqual(['pause', 'stop']);
    expect(stage.snapshot.run).toEqual({ type: 'paused' });
  });

  test('W8: a change of mode while it finishes takes no job', async () => {
    const { stage, watch, finishLooks } = await busyStage();
    watch('stop', stage.worker.stopAfterJob());
    await stage.worker.setMode('work');
    await stage.offer('j2');
    await finishLooks();
    expect(stage.requests.some((request) => request.includes('j2'))).toBe(false);
  });
});

describe('start again', () => {
  test('W8: while it runs, the job in hand is given back and the new settings hold', async () => {
    const { stage } = await busyStage();
    await stage.start({ relay: 'ws://other:7010', mode: 'observe' });
    expect(stage.requests.at(-1)).toBe('POST /jobs/j1/fail');
    expect(stage.sockets.all.map(({ url, closed }) => [url, closed])).toEqual([
      ['ws://relay:7010/connect', true],
      ['ws://other:7010/connect', false],
    ]);
    expect(stage.snapshot).toMatchObject({ run: { type: 'running' }, mode: 'observe', relayHost: 'other:7010' });
  });

  test('W8: while it stops after its job, there is never more than one connection', async () => {
    const { stage, watch, ended } = await busyStage();
    watch('stop', stage.worker.stopAfterJob());
    await settle();
    await stage.startWorking();
    expect(stage.sockets.all.map(({ closed }) => closed)).toEqual([true, false]);
    expect(ended).toEqual(['stop']);
    expect(stage.snapshot.run).toEqual({ type: 'running' });
  });

  test('W8: twice in a row makes one connection', async () => {
    const { stage } = await busyStage();
    await Promise.all([stage.start(), stage.start({ relay: 'ws://newest:1' })]);
    expect(stage.sockets.all.filter(({ closed }) => !closed).map(({ url }) => url)).toEqual(['ws://newest:1/connect']);
  });

  test('W8: a pause that comes while a start waits wins', async () => {
    const { stage } = await busyStage();
    await Promise.all([stage.start(), stage.worker.pause()]);
    await settle();
    expect(stage.sockets.all.every(({ closed }) => closed)).toBe(true);
    expect(stage.snapshot.run).toEqual({ type: 'paused' });
  });

  test('W8: what the run before still has to tell does not reach the page any more', async () => {
    const stage = createWorkerStage();
    const arrivals: ((info: EngineInfo) => void)[] = [];
    stage.vision.loadAs = () => new Promise((resolve) => arrivals.push(resolve));
    void stage.start({ mode: 'work' });
    await settle();
    await stage.worker.pause();
    void stage.start({ mode: 'work' });
    await settle();
    arrivals[0]?.(sampleEngine);
    await settle();
    expect(stage.snapshot).toMatchObject({ run: { type: 'running' }, engine: { type: 'loading' } });
  });
});
