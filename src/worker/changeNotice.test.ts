import { expect, test } from 'vitest';
import { createFakeClock } from '../../tests/fakes/fakeClock.ts';
import { settle } from '../../tests/fakes/settle.ts';
import { createChangeNotice } from './changeNotice.ts';

function setUp() {
  const clock = createFakeClock();
  let told = 0;
  const changed = createChangeNotice(clock, () => told++);
  /** So many changes, each in a turn of its own. */
  const change = async (turns: number) => {
    for (let turn = 0; turn < turns; turn++) {
      changed();
      await settle(1);
    }
  };
  return { clock, changed, change, told: () => told };
}

test('S12: many changes in one turn are told once, after it', async () => {
  const { changed, told } = setUp();
  for (let i = 0; i < 1000; i++) changed();
  expect(told()).toBe(0);
  await settle(1);
  expect(told()).toBe(1);
});

test('S12: of a second with more than 30 changes, the last are told together at its end', async () => {
  const { clock, change, told } = setUp();
  await change(200);
  expect(told()).toBe(30);
  clock.advance(999);
  expect(told()).toBe(30);
  clock.advance(1);
  expect(told()).toBe(31);
  clock.advance(10_000);
  expect([told(), clock.pending]).toEqual([31, 0]);
});

test('S12: what changes is told within a second, whatever comes before it', async () => {
  const { clock, change, told } = setUp();
  for (let second = 0; second < 10; second++) {
    await change(100);
    clock.advance(1000);
  }
  expect(told()).toBe(310);
  await change(1);
  expect(told()).toBe(311);
});

test('S12: a clock that is set back does not keep changes from being told', async () => {
  const { clock, change, told } = setUp();
  await change(30);
  clock.skip(-3_600_000);
  await change(1);
  expect(told()).toBe(31);
});
