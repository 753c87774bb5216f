import { describe, expect, test } from 'vitest';
import { batchCalled } from '../../tests/fakes/jobs.ts';
import { detecting, sampleAnswer } from '../../tests/fakes/sampleAnswer.ts';
import { settle } from '../../tests/fakes/settle.ts';
import { createWorkerStage, type WorkerStage } from '../../tests/fakes/workerStage.ts';
import { NO_COUNTS } from './api.ts';
import { jobBlock } from './jobBlock.ts';

const E1 = { relay: 'ws://relay:7010/connect' };
const E2 = { relay: 'ws://relay:9020/worker/connect' };
const frame = (id: string, dialect: 'E1' | 'E2' = 'E1') =>
  batchCalled(id, { dialect, type: 'frame', frames: [`${id}-frame`] });

/** What was said over the newest socket since the registration. */
const said = ({ sockets }: WorkerStage) => sockets.newest.sent.filter(({ type }) => type === 'event');

async function finishLooks({ vision }: WorkerStage): Promise<void> {
  while (vision.held[0]) {
    vision.held[0].answer();
    await settle();
  }
}

describe('a relay of dialect E1', () => {
  test('D1, D2, D3: a batch goes all the way without a claim, and its result is posted with the key', async () => {
    const stage = createWorkerStage();
    await stage.startWorking(E1);
    await stage.broadcast('b1');
    expect(stage.requests).toEqual(['GET /frames/b1-frame-1', 'GET /frames/b1-frame-2', 'POST /events']);
    expect(stage.keys).toEqual(['key-1', 'key-1', 'key-1']);
    expect(stage.bodies).toMatchObject([
      {
        summary: 'A car stands in the yard.',
        service_id: 'cam-yard',
        frame_count: 2,
        job_id: 'b1',
        worker_id: 'worker-1',
        frames: ['b1-frame-1', 'b1-frame-2'],
      },
    ]);
    expect(stage.snapshot.dialect).toBe('E1');
    expect(stage.snapshot.counts).toEqual({ ...NO_COUNTS, offered: 1, claimed: 1, completed: 1 });
    expect(stage.store.table.size).toBe(0);
  });

  test('D3: what was seen is in the event, in the old worker’s words and in the newer server’s', async () => {
    const stage = createWorkerStage();
    await stage.startWorking(E1);
    stage.vision.lookAs = ({ ask }) =>
      ask.task === 'detect'
        ? sampleAnswer({ text: '[…]', finding: detecting({ label: 'car', bbox: [0, 0, 500, 500] }) })
        : sampleAnswer();
    await stage.broadcast('b1');
    expect(stage.bodies[0]).toMatchObject({
      duration_seconds: 1,
      created_at: new Date(stage.clock.now()).toISOString(),
      description: 'A car stands in the yard.',
      objects: [{ id: 1, label: 'car', bbox: [0, 0, 500, 500] }],
    });
  });

  test('D3: a batch that cannot be done is an event with an error', async () => {
    const stage = createWorkerStage();
    await stage.startWorking(E1);
    stage.statusOf = (request) => (request.endsWith('frame-1') ? 404 : 200);
    await stage.broadcast('b1');
    expect(stage.requests.at(-1)).toBe('POST /events');
    expect(stage.bodies).toMatchObject([
      { error: 'Frame 1 of 2 cannot be used: HTTP 404', job_id: 'b1', service_id: 'cam-yard' },
    ]);
  });

  test('D8, S6: a result that is refused for its key goes out with the next one', async () => {
    const stage = createWorkerStage();
    await stage.startWorking(E1);
    stage.statusOf = (request) => (request === 'POST /events' ? 403 : 200);
    await stage.broadcast('b1');
    expect(stage.store.table.size).toBe(1);
    stage.statusOf = () => 200;
    stage.clock.advance(500);
    stage.sockets.register('key-2');
    await settle(12);
    expect([stage.requests.at(-1), stage.keys.at(-1)]).toEqual(['POST /events', 'key-2']);
    expect(stage.store.table.size).toBe(0);
  });
});

describe('a relay of dialect E2', () => {
  test('D1, D2, D3: a batch goes all the way without a claim, and its result is said over the socket', async () => {
    const stage = createWorkerStage();
    await stage.startWorking(E2);
    await stage.broadcast('b1');
    expect(stage.requests).toEqual(['GET /worker/frames/b1-frame-1', 'GET /worker/frames/b1-frame-2']);
    expect(said(stage)).toMatchObject([
      {
        type: 'event',
        data: { summary: 'A car stands in the yard.', job_id: 'b1', frames: ['b1-frame-1', 'b1-frame-2'] },
      },
    ]);
    expect(stage.snapshot).toMatchObject({ dialect: 'E2', counts: { completed: 1 } });
    expect(stage.store.table.size).toBe(0);
  });

  test('D9: a relay with a bare address is found at its second path, and spoken to as E2', async () => {
    const stage = createWorkerStage();
    const starting = stage.start({ relay: 'ws://relay:9020', mode: 'work' });
    await settle();
    stage.sockets.newest.drop();
    stage.sockets.register();
    await starting;
    await stage.broadcast('b1');
    expect(stage.requests[0]).toBe('GET /worker/frames/b1-frame-1');
    expect(stage.log).toEqual(
      expect.arrayContaining([
        '[Worker] Connecting to ws://relay:9020/connect',
        '[Worker] Connecting to ws://relay:9020/worker/connect',
      ]),
    );
  });

  test('D8: a result that is ready while there is no connection waits for the next one', async () => {
    const stage = createWorkerStage();
    await stage.startWorking(E2);
    stage.vision.hold();
    await stage.broadcast('b1');
    stage.sockets.newest.drop();
    await finishLooks(stage);
    expect([...stage.store.table.values()].map(({ job }) => job.id)).toEqual(['b1']);
    stage.clock.advance(500);
    stage.sockets.register();
    await settle();
    expect(said(stage)).toMatchObject([{ data: { job_id: 'b1' } }]);
    expect(stage.store.table.size).toBe(0);
  });

  test('D8: a socket that is closing takes nothing', async () => {
    const stage = createWorkerStage();
    await stage.startWorking(E2);
    stage.sockets.newest.wither();
    await stage.broadcast('b1');
    expect([said(stage), stage.store.table.size]).toEqual([[], 1]);
  });
});

describe.each([
  ['E1', E1],
  ['E2', E2],
] as const)('any relay with events (%s)', (dialect, settings) => {
  test('D3: a batch that is given back by a pause is told to nobody', async () => {
    const stage = createWorkerStage();
    await stage.startWorking(settings);
    stage.vision.hold();
    await stage.broadcast('b1');
    await stage.worker.pause();
    await settle();
    expect(stage.requests.some((request) => request.startsWith('POST'))).toBe(false);
    expect([said(stage), stage.store.table.size]).toEqual([[], 0]);
  });

  test('D7: by default single frames are logged and not taken', async () => {
    const stage = createWorkerStage();
    await stage.startWorking(settings);
    await stage.broadcast(frame('f1', dialect));
    expect(stage.log).toContain(jobBlock(frame('f1', dialect)));
    expect(stage.requests).toEqual([]);
    expect(stage.snapshot.counts).toEqual({ ...NO_COUNTS, offered: 1 });
  });

  test('D7: single frames are done where they are asked for', async () => {
    const stage = createWorkerStage();
    await stage.startWorking({ ...settings, take: { services: [], jobTypes: [], singleFrames: true } });
    await stage.broadcast(frame('f1', dialect));
    expect(stage.snapshot.counts.completed).toBe(1);
  });

  test('D6: a batch that comes before the registration is done after it, and once', async () => {
    const stage = createWorkerStage();
    const starting = stage.start({ ...settings, mode: 'work' });
    await settle();
    stage.sockets.newest.open();
    await stage.broadcast('b1');
    expect(stage.requests).toEqual([]);
    stage.sockets.register();
    await starting;
    await stage.broadcast('b1');
    expect(stage.snapshot.counts).toMatchObject({ offered: 2, completed: 1 });
  });

  test('W1: in observe mode everything is logged and nothing is fetched', async () => {
    const stage = createWorkerStage();
    await stage.start(settings);
    stage.sockets.register();
    await stage.broadcast('b1');
    expect(stage.log).toContain(jobBlock(batchCalled('b1', { dialect })));
    expect([stage.requests, stage.snapshot.counts.offered]).toEqual([[], 1]);
  });
});

describe('what is taken', () => {
  test('D7: of other cameras and kinds everything is logged and nothing claimed', async () => {
    const stage = createWorkerStage();
    await stage.startWorking({ take: { services: ['cam-door'], jobTypes: [], singleFrames: false } });
    await stage.offer('j1');
    await stage.broadcast(batchCalled('b1', { serviceId: 'cam-door' }));
    await stage.broadcast('b2');
    expect(stage.requests.filter((request) => request.startsWith('POST'))).toEqual(['POST /events']);
    expect(stage.snapshot.counts).toMatchObject({ offered: 3, claimed: 1, completed: 1 });
  });

  test('D1: a relay that speaks both is answered in both', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    await stage.broadcast('b1');
    await stage.offer('j1');
    expect(stage.requests.filter((request) => request.startsWith('POST'))).toEqual([
      'POST /events',
      'POST /jobs/j1/claim',
      'POST /jobs/j1/complete',
    ]);
    expect(stage.snapshot.dialect).toBe('J');
  });

  test('D4, D5: what a busy worker leaves out is counted', async () => {
    const stage = createWorkerStage();
    await stage.startWorking();
    stage.vision.hold();
    for (const id of ['b1', 'b2', 'b3', 'b4', 'b5']) await stage.broadcast(id);
    // One is looked at, one is fetched; of the other three two are replaced, and the last waits for too long.
    expect(stage.snapshot.counts).toMatchObject({ offered: 5, claimed: 2, dropped: 2 });
    stage.clock.advance(60_001);
    await finishLooks(stage);
    expect(stage.snapshot.counts).toMatchObject({ completed: 2, dropped: 3 });
  });
});
