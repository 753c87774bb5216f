import { expect, test } from 'vitest';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import { createOffers } from './offers.ts';

function offersOf(...ids: readonly string[]) {
  const offers = createOffers();
  for (const id of ids) offers.add(offerOf(id));
  const takeAll = (): string[] => {
    const taken: string[] = [];
    for (let offer = offers.take(); offer; offer = offers.take()) taken.push(offer.job.id);
    return taken;
  };
  return { ...offers, takeAll };
}

const offerOf = (id: string) => ({ job: jobCalled(id), offeredMs: 0 });
const numbered = (count: number): string[] => Array.from({ length: count }, (_, i) => `j${i}`);

test('W2: the newest offer is taken first', () => {
  expect(offersOf('a', 'b', 'c').takeAll()).toEqual(['c', 'b', 'a']);
});

test('W2: an offer that comes again is new again, and is there once', () => {
  expect(offersOf('a', 'b', 'a').takeAll()).toEqual(['a', 'b']);
});

test('W2: of more than 50 offers the oldest are forgotten', () => {
  const taken = offersOf(...numbered(60)).takeAll();
  expect([taken.length, taken[0], taken.at(-1)]).toEqual([50, 'j59', 'j10']);
});

test('W6: what is put back comes after all others', () => {
  const { putBack, takeAll } = offersOf('a', 'b', 'c');
  putBack(offerOf('c'));
  expect(takeAll()).toEqual(['b', 'a', 'c']);
});

test('W6: a job that failed here and is offered again comes after all others', () => {
  const { markFailed, add, takeAll } = offersOf('a');
  markFailed('b');
  for (const id of ['b', 'c']) add(offerOf(id));
  expect(takeAll()).toEqual(['c', 'a', 'b']);
});

test('W6: jobs that failed here are remembered, but not all of them for ever', () => {
  const { markFailed, add, takeAll } = offersOf('other');
  for (const id of numbered(501)) markFailed(id);
  for (const id of ['j0', 'j1']) add(offerOf(id));
  expect(takeAll()).toEqual(['j0', 'other', 'j1']);
});

test('S3: what is forgotten is not taken', () => {
  const { clear, takeAll } = offersOf('a', 'b');
  clear();
  expect(takeAll()).toEqual([]);
});
