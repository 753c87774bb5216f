import { expect, test } from 'vitest';
import { createWorkerStage } from '../../tests/fakes/workerStage.ts';

test('W14: where the person wants it, a job in which nothing moved is answered as before, and says so', async () => {
  const stage = createWorkerStage({ frameLuma: async () => new Uint8Array(64 * 36) });
  await stage.startWorking({ stillThreshold: 4 });
  await stage.offer('j1');
  await stage.offer('j2');
  expect(stage.vision.looks).toHaveLength(2);
  expect(stage.requests.slice(-3)).toEqual([
    'POST /jobs/j2/claim',
    'GET /jobs/j2/frames/j2-frame',
    'POST /jobs/j2/complete',
  ]);
  expect(stage.bodies.at(-1)?.result).toMatchObject({ unchanged: true, unchanged_since: 'j1' });
  expect(stage.snapshot.counts).toMatchObject({ completed: 2, unchanged: 1 });
});

test('W14: by default each job is looked at, as it is where frames cannot be read', async () => {
  const usual = createWorkerStage({ frameLuma: async () => new Uint8Array(64 * 36) });
  await usual.startWorking();
  const blind = createWorkerStage();
  await blind.startWorking({ stillThreshold: 4 });
  for (const stage of [usual, blind]) {
    await stage.offer('j1');
    await stage.offer('j2');
    expect(stage.vision.looks).toHaveLength(4);
  }
});
