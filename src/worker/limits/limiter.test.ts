import { expect, test } from 'vitest';
import { createFakeClock } from '../../../tests/fakes/fakeClock.ts';
import { sampleJob, sampleResult } from '../../../tests/fakes/samples.ts';
import type { ActiveJob } from '../activeJob.ts';
import type { JobLoopListener } from '../jobLoopListener.ts';
import { createLimiter } from './limiter.ts';
import type { Limits } from './limits.ts';

const LISTENER: JobLoopListener = {
  changed: () => {},
  refused: () => {},
  claimed: () => {},
  lost: () => {},
  dropped: () => {},
  keyRejected: () => {},
  frame: () => {},
  text: () => {},
  boxes: () => {},
  answered: () => {},
  failed: () => {},
};

function setUp(limits: Limits) {
  const clock = createFakeClock();
  const log: string[] = [];
  const ports = { clock, log: (_: string, text: string) => log.push(text), changed: () => {}, opened: () => {} };
  const limiter = createLimiter(limits, {}, ports);
  limiter.setActive(true);
  const listener = limiter.measuring(LISTENER);
  /** A job of ten seconds. */
  const job = (): ActiveJob => {
    const fetched = clock.now();
    clock.advance(10_000);
    const plan = { type: 'plan', looks: [{ ask: { task: 'describe' }, frames: [0] }] } as const;
    return { job: sampleJob(), plan, workerId: 'w', times: { fetched, answered: clock.now() }, frame: 0 };
  };
  const timings_ms = { fetch: 0, pack: 0, first_token: 0, look: 10_000 };
  /** With so many tokens a second. */
  const work = (jobs: number, rate: number) => {
    for (let i = 0; i < jobs; i++) listener.answered(job(), sampleResult({ tokens: 1 + rate * 10, timings_ms }));
  };
  return { clock, limiter, listener, job, work, log };
}

test('G24: a device that has become slow rests half of the time, says what is left of it, and recovers', () => {
  const { limiter, work } = setUp({ heatShare: 0.6 });
  work(8, 30);
  expect([limiter.mayTake(false), limiter.mayTake(true)]).toEqual([true, true]);
  work(14, 12);
  expect([limiter.mayTake(false), limiter.mayTake(true)]).toEqual([false, false]);
  expect(limiter.hold).toMatchObject({ type: 'heat', speedShare: 0.4 });
  work(6, 29);
  expect([limiter.mayTake(false), limiter.mayTake(true)]).toEqual([true, true]);
});

test('G24: a page that is hidden is slower, and is compared with itself alone', () => {
  const { limiter, work } = setUp({ heatShare: 0.6 });
  work(8, 30);
  limiter.set({ facts: { hidden: true } });
  work(20, 12);
  expect(limiter.mayTake(false)).toBe(true);
});

test('G24: heat is no concern where nobody asked', () => {
  const { limiter, work } = setUp({});
  work(8, 30);
  work(14, 12);
  expect(limiter.mayTake(true)).toBe(true);
});

test('G24: a job that failed on the device is rested from; one that was given back, or needed no look, is not', () => {
  const { clock, limiter, listener, job } = setUp({ dutyShare: 0.5 });
  listener.answered(job(), sampleResult({ unchanged: true }));
  expect(limiter.mayTake(false)).toBe(true);
  listener.failed(job(), { reason: 'paused', givenBack: true });
  expect(limiter.mayTake(false)).toBe(true);
  listener.failed(job(), { reason: 'The GPU failed.', givenBack: false });
  expect(limiter.mayTake(false)).toBe(false);
  clock.advance(9999);
  expect(limiter.mayTake(false)).toBe(false);
  clock.advance(1);
  expect(limiter.mayTake(false)).toBe(true);
});

test('G20: the log has one line when a hold begins and one when it ends, however often it is asked', () => {
  const { limiter, log } = setUp({ mainsOnly: true });
  limiter.set({ facts: { power: { charging: false, level: 0.9 } } });
  limiter.set({ facts: { power: { charging: false, level: 0.8 } } });
  limiter.mayTake(false);
  limiter.set({ facts: { power: { charging: true, level: 0.8 } } });
  expect(log).toEqual([
    '[Worker] No job is taken: on battery. Plug in, or allow battery in Limits.',
    '[Worker] Jobs are taken again: on mains power, or battery is allowed.',
  ]);
});

test('G25: one timer waits at a time, for a minute at most, and none once the run has ended', () => {
  const { clock, limiter } = setUp({ schedule: [{ days: [0], fromMinute: 0, toMinute: 1 }] });
  limiter.set({ facts: {} });
  limiter.mayTake(false);
  expect(clock.pending).toBe(1);
  clock.advance(60_000);
  expect(clock.pending).toBe(1);
  limiter.setActive(false);
  expect(clock.pending).toBe(0);
});
