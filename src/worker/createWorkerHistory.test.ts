import { expect, test } from 'vitest';
import { createWorkerStage } from '../../tests/fakes/workerStage.ts';
import { readHistory } from './history/readHistory.ts';

const told = (stage: ReturnType<typeof createWorkerStage>) =>
  stage.events.flatMap((event) => (event.type === 'history' ? [event.history.total.jobs] : [])).at(-1);

test('G30: each answered job is counted in the worker thread and told, and a pause writes it', async () => {
  const stage = createWorkerStage();
  await stage.startWorking();
  for (const id of ['j1', 'j2', 'j3']) await stage.offer(id);
  expect(told(stage)).toBe(3);
  const pausing = stage.worker.pause();
  await stage.pass(1000);
  await pausing;
  expect(readHistory(stage.historyStore.stored).total).toMatchObject({ jobs: 3, frames: 3 });
});

test('G30: what was done before is known without a start, and is where the next start goes on', async () => {
  const before = createWorkerStage();
  await before.startWorking();
  await before.offer('j1');
  const stage = createWorkerStage({ historyStore: before.historyStore });
  expect((await stage.worker.history()).total.jobs).toBe(1);
  await stage.startWorking();
  await stage.offer('j2');
  expect(told(stage)).toBe(2);
});

test('G30: a failed job gives nothing', async () => {
  const stage = createWorkerStage();
  stage.statusOf = (request) => (request.includes('/frames/') ? 404 : 200);
  await stage.startWorking();
  await stage.offer('j1');
  expect(stage.snapshot.counts.failed).toBe(1);
  expect(told(stage)).toBe(0);
});

test('G30: a tab that stands by counts and writes nothing', async () => {
  const waiting = createWorkerStage({
    oneTab: {
      take: (_signal, onWait) => {
        onWait();
        return new Promise(() => {});
      },
    },
  });
  void waiting.start({ mode: 'work' });
  await waiting.pass(10_000);
  expect(waiting.snapshot.run.type).toBe('standby');
  expect(waiting.historyStore.writes).toBe(0);
});
