import { expect, test } from 'vitest';
import { createFakeClock } from '../../tests/fakes/fakeClock.ts';
import { watchForSleep } from './clockWatch.ts';

function setUp() {
  const clock = createFakeClock();
  const slept: number[] = [];
  const stop = watchForSleep(clock, (ms) => slept.push(ms));
  return { clock, slept, stop };
}

test('S8: while time goes by as it should, nothing is told', () => {
  const { clock, slept } = setUp();
  clock.advance(24 * 60 * 60_000);
  expect(slept).toEqual([]);
});

test('S8: a clock that jumps by 15 s or more has slept, and that is told within 5 s', () => {
  const { clock, slept } = setUp();
  clock.advance(7500);
  clock.skip(3_600_000);
  // A timer may go on after the sleep with what was left of it.
  clock.advance(5000);
  expect(slept).toEqual([3_597_500]);
  clock.advance(3_600_000);
  expect(slept).toHaveLength(1);
});

test.each([
  [14_999, 0],
  [15_000, 1],
])('S8: a look that comes %i ms late tells %i sleeps', (lateMs, count) => {
  const { clock, slept } = setUp();
  clock.skip(5000 + lateMs);
  clock.advance(0);
  expect(slept).toHaveLength(count);
});

test('S8: a clock that is set back has not slept', () => {
  const { clock, slept } = setUp();
  clock.skip(-3_600_000);
  clock.advance(3_700_000);
  expect(slept).toEqual([]);
});

test('S8: after its end nothing is watched', () => {
  const { clock, slept, stop } = setUp();
  clock.advance(12_000);
  stop();
  stop();
  clock.skip(60_000);
  clock.advance(60_000);
  expect([slept, clock.pending]).toEqual([[], 0]);
});
