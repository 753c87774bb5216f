import { describe, expect, test } from 'vitest';
import { sampleResult } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';
import { createWorkerStage } from '../../tests/fakes/workerStage.ts';

describe('trouble with the relay', () => {
  test('W7: a result outlives the connection and goes out after the next registration', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.statusOf = (request) => (request.endsWith('/complete') ? 503 : 200);
    await stage.offer('j1');
    expect(stage.store.table.size).toBe(1);
    stage.statusOf = () => 200;
    stage.sockets.newest.drop();
    await settle();
    expect(stage.snapshot.connection).toMatchObject({ type: 'waiting', problem: { reason: 'relay-down' } });
    stage.clock.advance(500);
    stage.sockets.register();
    await settle();
    expect(stage.requests.filter((request) => request.endsWith('/complete'))).toHaveLength(2);
    expect(stage.store.table.size).toBe(0);
  });

  test('S6: a result refused for its key makes the worker register again, and goes out with the new key', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.statusOf = (request) => (request.endsWith('/complete') ? 403 : 200);
    await stage.offer('j1');
    expect(stage.snapshot.connection).toMatchObject({ type: 'waiting', problem: { reason: 'key-rejected' } });
    stage.statusOf = () => 200;
    stage.clock.advance(500);
    stage.sockets.register('key-2');
    await settle();
    expect(stage.store.table.size).toBe(0);
  });

  test('W7: a result of the page before this one goes out after the registration', async () => {
    const stage = createWorkerStage();
    const delivery = {
      jobId: 'old',
      httpBase: 'http://relay:7010',
      createdMs: stage.clock.now(),
      result: sampleResult(),
    };
    stage.store.table.set('old', { ...delivery, type: 'complete' });
    await stage.start();
    stage.sockets.register();
    await settle();
    expect(stage.requests).toEqual(['POST /jobs/old/complete']);
    expect(stage.store.table.size).toBe(0);
  });

  test('S6: a rejected key makes the worker register again, and what is still offered then is done', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.statusOf = () => 403;
    await stage.offer('j1');
    expect(stage.snapshot.connection).toMatchObject({ type: 'waiting', problem: { reason: 'key-rejected' } });
    stage.statusOf = () => 200;
    stage.clock.advance(500);
    stage.sockets.register('key-2');
    await stage.offer('j1');
    expect(stage.snapshot.counts.completed).toBe(1);
  });

  test('S7: a worker whose id another tab took pauses, with the reason', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.sockets.newest.drop(4001, 'replaced');
    await settle();
    expect(stage.snapshot).toMatchObject({
      run: { type: 'paused', problem: { reason: 'replaced' } },
      connection: { type: 'closed' },
    });
    stage.clock.advance(60_000);
    expect(stage.sockets.all).toHaveLength(1);
  });

  test('S3: what was offered before the connection was lost is not claimed after it, unless it is offered again', async () => {
    const stage = createWorkerStage();
    await stage.start();
    stage.sockets.register();
    await stage.offer('old');
    stage.sockets.newest.drop();
    stage.clock.advance(500);
    stage.sockets.register();
    await stage.worker.setMode('work');
    await stage.offer('new');
    expect(stage.requests.filter((request) => request.endsWith('/claim'))).toEqual(['POST /jobs/new/claim']);
  });

  test('S3: a network that is back is used at once', async () => {
    const stage = createWorkerStage();
    await stage.start();
    stage.sockets.newest.drop();
    stage.worker.online();
    expect(stage.sockets.all).toHaveLength(2);
  });

  test('P5: an address that is none is refused with what is wrong', async () => {
    const stage = createWorkerStage();
    await expect(stage.start({ relay: 'ftp://relay' })).rejects.toThrow('A relay speaks ws or wss, not ftp.');
    expect(stage.sockets.all).toHaveLength(0);
  });
});
