import { expect, test } from 'vitest';
import { createFakeClock } from '../../../tests/fakes/fakeClock.ts';
import { createMemoryHistoryStore } from '../../../tests/fakes/memoryHistoryStore.ts';
import { settle } from '../../../tests/fakes/settle.ts';
import { NO_HISTORY } from './history.ts';
import { readHistory } from './readHistory.ts';
import { createHistoryRecorder } from './recorder.ts';

function setUp(store = createMemoryHistoryStore()) {
  const clock = createFakeClock();
  const recorder = createHistoryRecorder(clock, store);
  const work = () => ({ endMs: clock.now(), frames: 2, lookMs: 1000, tokens: 10, decodeMs: 500 });
  const record = async (jobs: number) => {
    for (let i = 0; i < jobs; i++) recorder.record(work());
    await settle();
  };
  const pass = async (ms: number) => {
    clock.advance(ms);
    await settle();
  };
  return { clock, store, recorder, record, pass, stored: () => readHistory(store.stored).total.jobs };
}

test('G30: the first job after a rest is written at once, a burst together and seldom', async () => {
  const { store, record, pass, stored } = setUp();
  await record(1);
  expect([store.writes, stored()]).toEqual([1, 1]);
  await record(50);
  expect(store.writes).toBe(1);
  await pass(5000);
  expect([store.writes, stored()]).toEqual([2, 51]);
  await pass(60_000);
  expect(store.writes).toBe(2);
});

test('G30: what is not written yet is known all the same, and written at the end', async () => {
  const { recorder, record, stored, clock } = setUp();
  await record(3);
  expect(recorder.history.total).toMatchObject({ jobs: 3, frames: 6, busyMs: 3000 });
  await recorder.flush();
  expect([stored(), clock.pending]).toEqual([3, 0]);
});

test('G30: a second visit goes on counting where the first one ended', async () => {
  const { store, record, recorder } = setUp();
  await record(3);
  await recorder.flush();
  const later = setUp(store);
  expect((await later.recorder.read()).total.jobs).toBe(3);
  await later.record(1);
  expect([later.recorder.history.total.jobs, later.stored()]).toEqual([4, 4]);
});

test('G30: two tabs that cannot know of each other lose none of each other’s jobs', async () => {
  const one = setUp();
  const other = setUp(one.store);
  await one.record(2);
  await other.record(3);
  await Promise.all([one.recorder.flush(), other.recorder.flush()]);
  expect(one.stored()).toBe(5);
});

test('G30: what storage refused is counted on, and goes with a later write', async () => {
  const { store, recorder, record, pass, stored } = setUp();
  store.forbid(true);
  expect(await recorder.read()).toEqual(NO_HISTORY);
  await record(2);
  expect(recorder.history.total.jobs).toBe(2);
  store.forbid(false);
  await record(1);
  await pass(5000);
  expect([stored(), recorder.history.total.jobs]).toEqual([3, 3]);
});

test('G30: a clock that was set back by a day does not put the next write off by a day', async () => {
  const { clock, record, stored } = setUp();
  await record(1);
  clock.skip(-24 * 60 * 60_000);
  await record(1);
  expect(stored()).toBe(2);
});

test('G30: what cannot be read counts as nothing, and broken buckets do not cost the total', () => {
  const total = { jobs: 5, frames: 5, busyMs: 5 };
  for (const broken of [
    undefined,
    null,
    'x',
    {},
    { total: { ...total, jobs: -1 } },
    { total: { ...total, jobs: Number.NaN } },
  ]) {
    expect(readHistory(broken)).toEqual(NO_HISTORY);
  }
  expect(readHistory({ total, minutes: [{ startMs: 'now' }], hours: Array(1000).fill(0) })).toEqual({
    total,
    minutes: [],
    hours: [],
  });
});
