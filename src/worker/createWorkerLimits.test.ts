import { expect, test } from 'vitest';
import { settle } from '../../tests/fakes/settle.ts';
import { createWorkerStage, type WorkerStage } from '../../tests/fakes/workerStage.ts';
import type { Limits } from './api.ts';

const claims = ({ requests }: WorkerStage): string[] => requests.filter((request) => request.endsWith('/claim'));
const completed = ({ requests }: WorkerStage): number =>
  requests.filter((request) => request.endsWith('/complete')).length;
const held = ({ log }: WorkerStage): string[] => log.filter((line) => /No job is taken|taken again|Resting/.test(line));

/** Opens `minutes` from now, for an hour. */
function openingIn(stage: WorkerStage, minutes: number): Limits {
  const opening = new Date(stage.clock.now() + minutes * 60_000);
  const fromMinute = opening.getHours() * 60 + opening.getMinutes();
  return { schedule: [{ days: [0, 1, 2, 3, 4, 5, 6], fromMinute, toMinute: (fromMinute + 60) % 1440 }] };
}

test('G20 G21: closed hours take no job and say so until they open; the connection stays, and then work goes on', async () => {
  const stage = createWorkerStage();
  const openMs = stage.clock.now() + 60_000;
  await stage.startWorking({ limits: openingIn(stage, 1) });
  await stage.offer('j1');
  expect(claims(stage)).toEqual([]);
  expect(stage.snapshot.hold).toEqual({ type: 'schedule', untilMs: openMs });
  await stage.pass(55_000);
  expect(stage.snapshot.connection.type).toBe('open');
  await stage.offer('j2');
  expect(claims(stage)).toEqual([]);
  await stage.pass(6000);
  expect(claims(stage)).toEqual(['POST /jobs/j2/claim', 'POST /jobs/j1/claim']);
  expect(stage.snapshot.hold).toBeUndefined();
  expect(held(stage)).toEqual([
    expect.stringContaining('No job is taken until'),
    '[Worker] Jobs are taken again: the schedule’s hours have begun.',
  ]);
});

test('G20 G22: on battery the job in hand is finished and no other is taken, until the plug is back', async () => {
  const stage = createWorkerStage();
  await stage.worker.setFacts({ power: { charging: true, level: 0.9 } });
  await stage.startWorking({ limits: { mainsOnly: true } });
  stage.vision.hold();
  await stage.offer('j1');
  await stage.worker.setFacts({ power: { charging: false, level: 0.9 } });
  await stage.offer('j2');
  while (stage.vision.held[0]) {
    stage.vision.held[0].answer();
    await settle(12);
  }
  await stage.pass(1000);
  expect(completed(stage)).toBe(1);
  expect(claims(stage)).toEqual(['POST /jobs/j1/claim']);
  expect(stage.snapshot).toMatchObject({ hold: { type: 'battery' }, connection: { type: 'open' } });
  await stage.worker.setFacts({ power: { charging: true, level: 0.9 } });
  await settle(12);
  expect(claims(stage)).toEqual(['POST /jobs/j1/claim', 'POST /jobs/j2/claim']);
});

test('G25: limits that are changed apply at once, on the same connection', async () => {
  const stage = createWorkerStage();
  await stage.worker.setFacts({ user: 'active' });
  await stage.startWorking();
  await stage.worker.setLimits({ idleOnly: true });
  await stage.offer('j1');
  await stage.pass(1000);
  expect(stage.snapshot.hold).toEqual({ type: 'inUse' });
  await stage.worker.setLimits({});
  await stage.pass(1000);
  expect(completed(stage)).toBe(1);
  expect(stage.sockets.all).toHaveLength(1);
});

test('G24: at half of the time it rests as long as the job took, and says for how long', async () => {
  const stage = createWorkerStage();
  await stage.startWorking({ limits: { dutyShare: 0.5 } });
  stage.vision.hold();
  await stage.offer('j1');
  await stage.offer('j2');
  expect(claims(stage)).toHaveLength(1);
  await stage.pass(4000);
  while (stage.vision.held[0]) {
    stage.vision.held[0].answer();
    await settle(12);
  }
  await stage.pass(500);
  expect(stage.snapshot.hold).toMatchObject({ type: 'duty', share: 0.5 });
  expect(held(stage)).toEqual(['[Worker] Resting for 4.0 s: the limit is 50 % of the GPU’s time.']);
  await stage.pass(3000);
  expect(claims(stage)).toHaveLength(1);
  await stage.pass(1000);
  expect(claims(stage)).toHaveLength(2);
  expect(held(stage)).toHaveLength(2);
});

test('G20: who only watches, or has stopped, is held by nothing', async () => {
  const stage = createWorkerStage();
  await stage.worker.setFacts({ power: { charging: false, level: 0.5 } });
  await stage.startWorking({ limits: { mainsOnly: true } });
  await stage.pass(1000);
  expect(stage.snapshot.hold).toEqual({ type: 'battery' });
  await stage.worker.setMode('observe');
  await stage.pass(1000);
  expect(stage.snapshot.hold).toBeUndefined();
  await stage.worker.setMode('work');
  await stage.pass(1000);
  expect(stage.snapshot.hold).toEqual({ type: 'battery' });
  await stage.worker.pause();
  expect(stage.snapshot.hold).toBeUndefined();
});

test('G21: after a sleep it is the clock that counts, not a timer that went on where it was', async () => {
  const stage = createWorkerStage();
  const minute = new Date(stage.clock.now()).getHours() * 60;
  const schedule = [{ days: [0, 1, 2, 3, 4, 5, 6], fromMinute: minute, toMinute: (minute + 120) % 1440 }];
  await stage.startWorking({ limits: { schedule } });
  stage.clock.skip(3 * 3_600_000);
  await stage.offer('j1');
  expect(claims(stage)).toEqual([]);
  await stage.pass(1000);
  expect(stage.snapshot.hold?.type).toBe('schedule');
});
