import { expect, test } from 'vitest';
import { createDeferred } from '../../tests/fakes/deferred.ts';
import { settle } from '../../tests/fakes/settle.ts';
import { createWorkerStage, type WorkerStage } from '../../tests/fakes/workerStage.ts';
import type { LastRequest } from './api.ts';

const wills = ({ events }: WorkerStage): readonly (readonly LastRequest[])[] =>
  events.flatMap((event) => (event.type === 'lastWill' ? [event.requests] : []));

/** The newest will in short: what is given back, with which key. */
const will = (stage: WorkerStage): (string | undefined)[] | undefined =>
  wills(stage)
    .at(-1)
    ?.map(({ url, headers }) => `${new URL(url).pathname} ${headers['X-Worker-Key']}`);

test('W10: each job in hand is in the will until it is done, and nothing is in it when nothing is held', async () => {
  const stage = createWorkerStage();
  await stage.startWorking();
  expect(wills(stage)).toEqual([]);
  stage.vision.hold();
  await stage.offer('j1');
  expect(will(stage)).toEqual(['/jobs/j1/fail key-1']);
  await stage.offer('j2');
  expect(will(stage)).toEqual(['/jobs/j1/fail key-1', '/jobs/j2/fail key-1']);
  expect(JSON.parse(wills(stage).at(-1)?.[0]?.body ?? '')).toMatchObject({ worker_id: 'worker-1' });
  for (const left of [['/jobs/j2/fail key-1'], []]) {
    for (let look = 0; look < 2; look++) {
      stage.vision.held[0]?.answer();
      await settle();
    }
    expect(will(stage)).toEqual(left);
  }
});

test('W10: a job whose claim is on its way is in it, and each new key is', async () => {
  const stage = createWorkerStage();
  await stage.startWorking();
  stage.vision.hold();
  const claim = createDeferred<number>();
  stage.statusOf = (request) => (request.endsWith('/claim') ? claim.promise : 200);
  await stage.offer('j1');
  expect(will(stage)).toEqual(['/jobs/j1/fail key-1']);
  claim.resolve(200);
  await settle(12);
  expect(wills(stage)).toHaveLength(1);
  stage.sockets.newest.drop();
  await settle();
  expect(will(stage)).toEqual(['/jobs/j1/fail undefined']);
  stage.clock.advance(500);
  stage.sockets.register('key-2');
  await settle();
  expect(will(stage)).toEqual(['/jobs/j1/fail key-2']);
});

test('W10: words and heartbeats do not tell it again', async () => {
  const stage = createWorkerStage();
  await stage.startWorking();
  stage.vision.hold();
  await stage.offer('j1');
  const before = wills(stage).length;
  stage.vision.held[0]?.tell('');
  stage.vision.held[0]?.tell('A car');
  await stage.pass(60_000);
  expect(wills(stage)).toHaveLength(before);
});

test('W10: where nobody claims it is empty', async () => {
  const stage = createWorkerStage();
  await stage.startWorking();
  stage.vision.hold();
  await stage.broadcast('b1');
  expect(stage.snapshot.current?.job.id).toBe('b1');
  expect(wills(stage)).toEqual([]);
});

test('W10: it is told at once, also while a relay floods and the page hears of other things later', async () => {
  const stage = createWorkerStage();
  await stage.startWorking();
  stage.vision.hold();
  for (let i = 0; i < 40; i++) {
    stage.sockets.newest.receiveText('rubbish');
    await settle(1);
  }
  await stage.offer('j1');
  expect(stage.snapshot.counts.claimed).toBe(0);
  expect(will(stage)).toEqual(['/jobs/j1/fail key-1']);
  await stage.worker.pause();
  expect(will(stage)).toEqual([]);
});

test('W10: settings that are applied anew leave nothing of before in it', async () => {
  const stage = createWorkerStage();
  await stage.startWorking();
  stage.vision.hold();
  await stage.offer('j1');
  await stage.start();
  expect(will(stage)).toEqual([]);
});

test('W10: a claim that is lost is out of it', async () => {
  const stage = createWorkerStage();
  await stage.startWorking();
  stage.statusOf = () => 409;
  await stage.offer('j1');
  expect(wills(stage).map((requests) => requests.length)).toEqual([1, 0]);
});
