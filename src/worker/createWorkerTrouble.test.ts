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
    stage.store.table.set('old', {
      job: { dialect: 'J', id: 'old', serviceId: 'yard', frames: ['f'] },
      outcome: { type: 'complete', result: sampleResult() },
      workerId: 'worker-0',
      httpBase: 'http://relay:7010',
      createdMs: stage.clock.now(),
    });
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

  test('S3: what was offered before the connection was lost is still claimed after it, behind what is new', async () => {
    const stage = createWorkerStage();
    await stage.start();
    stage.sockets.register();
    await stage.offer('old');
    stage.sockets.newest.drop();
    stage.clock.advance(500);
    stage.sockets.register();
    await stage.offer('new');
    await stage.worker.setMode('work');
    await settle(20);
    expect(stage.requests.filter((request) => request.endsWith('/claim'))).toEqual([
      'POST /jobs/new/claim',
      'POST /jobs/old/claim',
    ]);
  });

  test('S10: a network that is back, or a page that is looked at again, ends the waiting', async () => {
    const stage = createWorkerStage();
    await stage.start();
    stage.sockets.newest.drop();
    stage.worker.online();
    expect(stage.sockets.all).toHaveLength(2);
    stage.sockets.newest.drop();
    await stage.worker.checkConnection();
    expect(stage.sockets.all).toHaveLength(3);
  });

  test('S10: a live worker says that it is there at once', async () => {
    const stage = createWorkerStage();
    await stage.start();
    const socket = stage.sockets.register();
    await stage.worker.checkConnection();
    expect(socket.sent.at(-1)).toEqual({ type: 'heartbeat' });
  });

  test('S8: a machine that slept connects anew at once, and the log says for how long', async () => {
    const stage = createWorkerStage();
    await stage.start();
    stage.sockets.register();
    stage.clock.skip(3_600_000);
    stage.clock.advance(5000);
    await settle();
    expect(stage.sockets.all).toHaveLength(2);
    expect(stage.log).toContain('[Worker] Slept for 3595 s. Connecting anew.');
  });

  test('W4: a key that dies while frames are fetched costs no claim and no job', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.statusOf = (request) => (request.includes('/frames/') ? 403 : 200);
    await stage.offer('j1');
    expect(stage.snapshot.connection).toMatchObject({ type: 'waiting', problem: { reason: 'key-rejected' } });
    stage.statusOf = () => 200;
    stage.clock.advance(500);
    stage.sockets.register('key-2');
    await settle(12);
    expect(stage.requests).toEqual([
      'POST /jobs/j1/claim',
      'GET /jobs/j1/frames/j1-frame',
      'GET /jobs/j1/frames/j1-frame',
      'POST /jobs/j1/complete',
    ]);
    expect(stage.keys).toEqual(['key-1', 'key-1', 'key-2', 'key-2']);
    expect(stage.snapshot.counts).toMatchObject({ claimed: 1, completed: 1, failed: 0 });
  });

  test('W4: a second rejection fails the job', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.statusOf = (request) => (request.includes('/frames/') ? 401 : 200);
    await stage.offer('j1');
    stage.clock.advance(500);
    stage.sockets.register('key-2');
    await settle(12);
    expect(stage.requests.at(-1)).toBe('POST /jobs/j1/fail');
    expect(stage.snapshot.counts).toMatchObject({ claimed: 1, failed: 1 });
  });

  test('S14: the id that the relay gives is used in claims and results, and shown', async () => {
    const stage = createWorkerStage();
    await Promise.all([
      stage.start({ mode: 'work' }),
      settle().then(() => stage.sockets.register('key-1', 'worker-of-the-relay')),
    ]);
    await stage.offer('j1');
    expect(stage.bodies.map(({ worker_id }) => worker_id)).toEqual(['worker-of-the-relay', 'worker-of-the-relay']);
    expect(stage.log).toContain('[Worker] Worker ID: worker-of-the-relay');
  });

  test('P5: an address that is none is refused with what is wrong', async () => {
    const stage = createWorkerStage();
    await expect(stage.start({ relay: 'ftp://relay' })).rejects.toThrow('A relay speaks ws or wss, not ftp.');
    expect(stage.sockets.all).toHaveLength(0);
  });

  test('O1, P5: an address that is none leaves the place to the next tab', async () => {
    let left = 0;
    const stage = createWorkerStage({ oneTab: { take: async () => () => left++ } });
    await stage.start();
    await expect(stage.start({ relay: '' })).rejects.toThrow('empty');
    expect(left).toBe(1);
    expect(stage.sockets.all.every(({ closed }) => closed)).toBe(true);
  });
});

describe('diagnoses', () => {
  /** A relay that takes the socket; a browser that gets no answer from it over HTTP. */
  function noHttp(stage: ReturnType<typeof createWorkerStage>): void {
    stage.statusOf = () => Promise.reject(new TypeError('Failed to fetch'));
  }

  test('N2: frames that get no answer twice in a row are told as a trouble, until the first answer', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.statusOf = (request) => (request === 'GET /' ? 200 : Promise.reject(new TypeError('Failed to fetch')));
    await stage.broadcast('b1');
    expect(stage.snapshot).toMatchObject({ trouble: { reason: 'no-cors' }, connection: { type: 'open' } });
    expect(stage.log.at(-1)).toContain('no CORS');
    stage.statusOf = () => 200;
    await stage.pass(13_000);
    expect(stage.snapshot.trouble).toBeUndefined();
    expect(stage.snapshot.counts.completed).toBe(1);
  });

  test('N1: why no socket opens is looked for, and shown in place of the guess', async () => {
    const stage = createWorkerStage();
    noHttp(stage);
    await stage.start();
    stage.sockets.newest.drop();
    await settle();
    expect(stage.snapshot.connection).toMatchObject({ type: 'waiting', problem: { reason: 'relay-down' } });
    expect(stage.log.at(-1)).toBe(
      '[Worker] Nothing answers at relay:7010. Is the relay running, and is the address right?',
    );
    stage.statusOf = () => 404;
    stage.clock.advance(500);
    stage.sockets.newest.drop();
    await settle();
    expect(stage.snapshot.connection).toMatchObject({ type: 'waiting', problem: { reason: 'wrong-path' } });
  });

  test('N1: a relay that goes away for a moment is not told to be at a wrong path', async () => {
    const stage = createWorkerStage();
    await stage.start();
    stage.sockets.register().drop();
    await settle();
    expect(stage.snapshot.connection).toMatchObject({ type: 'waiting', problem: { reason: 'relay-down' } });
    expect(stage.requests).toEqual([]);
  });
});
