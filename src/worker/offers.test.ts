import { expect, test } from 'vitest';
import { createFakeClock } from '../../tests/fakes/fakeClock.ts';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import { createOffers } from './offers.ts';

function offersOf(...ids: readonly string[]) {
  const clock = createFakeClock();
  const dropped: string[] = [];
  const { add: addJob, ...offers } = createOffers({ clock, onDropped: ({ id }) => dropped.push(id) });
  const add = (...jobIds: readonly string[]) => {
    for (const id of jobIds) addJob(jobCalled(id));
  };
  const takeAll = (): string[] => {
    const taken: string[] = [];
    for (let offer = offers.take(); offer; offer = offers.take()) taken.push(offer.job.id);
    return taken;
  };
  const putBack = (id: string) => offers.putBack({ job: jobCalled(id), offeredMs: clock.now() });
  add(...ids);
  return { ...offers, add, takeAll, putBack, clock, dropped };
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, i) => `j${i}`);

test('W2: the newest offer is taken first', () => {
  expect(offersOf('a', 'b', 'c').takeAll()).toEqual(['c', 'b', 'a']);
});

test('W2: an offer that comes again is new again, and is there once', () => {
  expect(offersOf('a', 'b', 'a').takeAll()).toEqual(['a', 'b']);
});

test('W2: an offer tells when it came', () => {
  const { clock, add, take } = offersOf();
  clock.advance(1000);
  add('a');
  const cameMs = clock.now();
  clock.advance(1000);
  expect(take()?.offeredMs).toBe(cameMs);
});

test('W2: of more than 50 offers the oldest are forgotten', () => {
  const { takeAll, dropped } = offersOf(...numbered(60));
  const taken = takeAll();
  expect([taken.length, taken[0], taken.at(-1)]).toEqual([50, 'j59', 'j10']);
  // Somebody else may have claimed them: they are no loss of ours.
  expect(dropped).toEqual([]);
});

test('W2: jobs that others claim may wait side by side for as long as they like, also those of one camera', () => {
  const { clock, takeAll } = offersOf('a', 'b');
  clock.advance(3_600_000);
  expect(takeAll()).toEqual(['b', 'a']);
});

test('W6: what is put back comes after all others', () => {
  const { take, putBack, takeAll } = offersOf('a', 'b', 'c');
  take();
  putBack('c');
  expect(takeAll()).toEqual(['b', 'a', 'c']);
});

test('W6: a job that failed here and is offered again comes after all others', () => {
  const { markFailed, add, takeAll } = offersOf('a');
  markFailed('b');
  add('b', 'c');
  expect(takeAll()).toEqual(['c', 'a', 'b']);
});

test('W6, S12: jobs that failed here are remembered, but not all of them for ever', () => {
  const { markFailed, add, takeAll } = offersOf('other');
  for (const id of numbered(501)) markFailed(id);
  add('j0', 'j1');
  expect(takeAll()).toEqual(['j0', 'other', 'j1']);
});

test('S12: of jobs that failed here no more than 50 wait either', () => {
  const { markFailed, add, takeAll } = offersOf();
  for (const id of numbered(300)) markFailed(id);
  add(...numbered(300));
  expect(takeAll()).toHaveLength(50);
});

test('W8: what is forgotten is not taken', () => {
  const { clear, takeAll } = offersOf('a', 'b');
  clear();
  expect(takeAll()).toEqual([]);
});
