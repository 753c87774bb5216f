import { describe, expect, test } from 'vitest';
import { createFakeClock } from '../../tests/fakes/fakeClock.ts';
import { batchCalled, jobCalled } from '../../tests/fakes/jobs.ts';
import type { Job } from '../protocol/job.ts';
import { createOffers, type Offer } from './offers.ts';

const RELAY_MS = Date.UTC(2026, 0, 10, 12);
/** Seconds by the relay's clock. */
const at = (seconds: number): string => new Date(RELAY_MS + seconds * 1000).toISOString();
const batch = (id: string, seconds: number, part: Partial<Job> = {}): Job =>
  batchCalled(id, { timestamp: at(seconds), ...part } as Parameters<typeof batchCalled>[1]);
const frame = (id: string, seconds: number, part: Partial<Job> = {}): Job =>
  batch(id, seconds, { type: 'frame', frames: [id], ...part });

function setUp(...jobs: readonly Job[]) {
  const clock = createFakeClock();
  const dropped: string[] = [];
  const offers = createOffers({ clock, onDropped: ({ id }) => dropped.push(id) });
  const takeAll = (): string[] => {
    const taken: string[] = [];
    for (let offer = offers.take(); offer; offer = offers.take()) taken.push(offer.job.id);
    return taken;
  };
  for (const job of jobs) offers.add(job);
  return { ...offers, clock, dropped, takeAll };
}

describe('one job a camera', () => {
  test('D4: of one camera the newest waits, and the others are dropped one by one', () => {
    const { takeAll, dropped } = setUp(batch('b1', 1), batch('b2', 2), batch('b3', 3));
    expect(takeAll()).toEqual(['b3']);
    expect(dropped).toEqual(['b1', 'b2']);
  });

  test('D4: the newest is so by the relay’s stamp, in whatever order they arrive', () => {
    const { takeAll, dropped } = setUp(batch('b3', 3), batch('b1', 1));
    expect(takeAll()).toEqual(['b3']);
    expect(dropped).toEqual(['b1']);
  });

  test('D4: of two with the same stamp, or with none, the one that arrives later is the newer', () => {
    expect(setUp(batch('b1', 1), batch('b2', 1)).takeAll()).toEqual(['b2']);
    expect(setUp(batch('b1', 1, { timestamp: '' }), batch('b2', 1, { timestamp: '' })).takeAll()).toEqual(['b2']);
    expect(setUp(batch('b1', 1), batch('b2', 1, { timestamp: 'soon' })).takeAll()).toEqual(['b2']);
  });

  test('D4: each camera has its own, and the camera that was heard of last comes first', () => {
    const { takeAll, dropped } = setUp(
      batch('yard-1', 1, { serviceId: 'yard' }),
      batch('door-1', 2, { serviceId: 'door' }),
      batch('yard-2', 3, { serviceId: 'yard' }),
      batch('hall-1', 4, { serviceId: 'hall' }),
    );
    expect(takeAll()).toEqual(['hall-1', 'yard-2', 'door-1']);
    expect(dropped).toEqual(['yard-1']);
  });

  test('D4: a single frame does not take a batch’s place, and a batch takes that of a frame', () => {
    const first = setUp(batch('b1', 1), frame('f2', 2));
    expect([first.takeAll(), first.dropped]).toEqual([['b1'], ['f2']]);
    const second = setUp(frame('f2', 2), batch('b1', 1));
    expect([second.takeAll(), second.dropped]).toEqual([['b1'], ['f2']]);
  });

  test('D4: a single frame takes the place of an older one', () => {
    const { takeAll, dropped } = setUp(frame('f1', 1), frame('f2', 2));
    expect([takeAll(), dropped]).toEqual([['f2'], ['f1']]);
  });

  test('D4, D5: a batch that is too old to be done keeps no frame of its camera out', () => {
    const { clock, add, takeAll, dropped } = setUp(batch('b1', 1));
    clock.advance(60_001);
    add(frame('f2', 61));
    expect([takeAll(), dropped]).toEqual([['f2'], ['b1']]);
  });

  test('D4: jobs that are claimed are none of its business', () => {
    const { takeAll, dropped } = setUp(jobCalled('j1'), batch('b1', 1), jobCalled('j2'), batch('b2', 2));
    expect(takeAll()).toEqual(['b2', 'j2', 'j1']);
    expect(dropped).toEqual(['b1']);
  });

  test('D4, S12: of more than 50 cameras the oldest are dropped, and counted', () => {
    const cameras = Array.from({ length: 5000 }, (_, i) => batch(`b${i}`, i / 1000, { serviceId: `cam-${i}` }));
    const { takeAll, dropped } = setUp(...cameras);
    const taken = takeAll();
    expect([taken.length, taken[0], dropped.length]).toEqual([50, 'b4999', 4950]);
  });
});

describe('a job that comes back', () => {
  const taken = (offers: ReturnType<typeof setUp>): Offer => {
    const offer = offers.take();
    if (!offer) throw new Error('nothing was offered');
    return offer;
  };

  test('D4: it waits again, behind the other cameras', () => {
    const offers = setUp(batch('door', 1, { serviceId: 'door' }), batch('yard', 2));
    offers.putBack(taken(offers));
    expect(offers.takeAll()).toEqual(['door', 'yard']);
    expect(offers.dropped).toEqual([]);
  });

  test('D4: where its camera told something newer meanwhile, that one waits alone', () => {
    const offers = setUp(batch('b1', 1));
    const b1 = taken(offers);
    offers.add(batch('b2', 2));
    offers.putBack(b1);
    expect([offers.takeAll(), offers.dropped]).toEqual([['b2'], ['b1']]);
  });

  test('D4: a batch that comes back takes the place of a frame', () => {
    const offers = setUp(batch('b1', 1));
    const b1 = taken(offers);
    offers.add(frame('f2', 2));
    offers.putBack(b1);
    expect([offers.takeAll(), offers.dropped]).toEqual([['b1'], ['f2']]);
  });

  test('D4: the next of its camera takes its place', () => {
    const offers = setUp(batch('b1', 1));
    offers.putBack(taken(offers));
    offers.add(batch('b2', 2));
    expect([offers.takeAll(), offers.dropped]).toEqual([['b2'], ['b1']]);
  });
});

describe('age', () => {
  test('D5: what waited here for more than 60 s is not started but dropped', () => {
    const { clock, takeAll, dropped } = setUp(batch('b1', 1));
    clock.advance(60_001);
    expect([takeAll(), dropped]).toEqual([[], ['b1']]);
  });

  test('D5: what waited for 60 s is started', () => {
    const { clock, takeAll } = setUp(batch('b1', 1, { timestamp: '' }));
    clock.advance(60_000);
    expect(takeAll()).toEqual(['b1']);
  });

  test('D5: of a backlog that arrives at once, what the relay’s newest stamp shows to be old is dropped', () => {
    const { takeAll, dropped } = setUp(
      batch('yard-1', 0, { serviceId: 'yard' }),
      batch('door-1', 30, { serviceId: 'door' }),
      batch('hall-1', 61, { serviceId: 'hall' }),
    );
    expect(takeAll()).toEqual(['hall-1', 'door-1']);
    expect(dropped).toEqual(['yard-1']);
  });

  test('D5: a relay clock that was set back makes everything old for a minute, and no longer', () => {
    const { clock, add, takeAll, dropped } = setUp(batch('b1', 3600));
    expect(takeAll()).toEqual(['b1']);
    add(batch('b2', 5));
    expect([takeAll(), dropped]).toEqual([[], ['b2']]);
    clock.advance(60_001);
    add(batch('b3', 65));
    expect(takeAll()).toEqual(['b3']);
  });
});

describe('events that come twice', () => {
  test('D6: they are there once, while they wait and after they were taken', () => {
    const { add, takeAll, dropped } = setUp(batch('b1', 1), batch('b1', 1));
    expect(takeAll()).toEqual(['b1']);
    add(batch('b1', 1));
    expect([takeAll(), dropped]).toEqual([[], []]);
  });

  test('D6: one that a newer one replaced does not come back either', () => {
    const { add, takeAll } = setUp(batch('b1', 1), batch('b2', 2));
    add(batch('b1', 9));
    expect(takeAll()).toEqual(['b2']);
  });

  test('D6, S12: the newest 500 are remembered', () => {
    const { add, takeAll } = setUp(batch('b1', 1, { serviceId: 'yard' }));
    for (let i = 0; i < 500; i++) add(batch(`other-${i}`, 1));
    takeAll();
    add(batch('other-0', 1));
    expect(takeAll()).toEqual([]);
    add(batch('b1', 1, { serviceId: 'yard' }));
    expect(takeAll()).toEqual(['b1']);
  });
});
