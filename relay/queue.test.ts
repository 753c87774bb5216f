import { describe, expect, test } from 'vitest';
import type { JobEvent, WireJob } from './events.ts';
import { createQueue } from './queue.ts';
import type { QueueLimits } from './queueLimits.ts';
import { createHandClock } from './testing/handClock.ts';

const LEASE_MS = 60_000;

function setUp(limits: Partial<QueueLimits> = {}) {
  const clock = createHandClock();
  const events: JobEvent[] = [];
  const queue = createQueue({ clock, leaseMs: LEASE_MS, limits, onEvent: (event) => events.push(event) });
  const offer = (id: string): boolean => queue.offer(jobCalled(id), new Map([['f', Buffer.from('jpeg')]]));
  const types = (): string[] => events.map(({ type }) => type);
  return { clock, events, queue, offer, types };
}

const jobCalled = (id: string): WireJob => ({
  id,
  type: 'frame_analysis',
  service_id: 'yard',
  timestamp: '2026-01-10T12:00:00Z',
  frames: ['f'],
  metadata: {},
});

describe('claims', () => {
  test('R3: the first claim wins and the next worker hears that the job is taken', () => {
    const { queue, offer } = setUp();
    offer('j');
    expect(queue.claim('j', 'anna')).toEqual({ type: 'won', job: jobCalled('j') });
    expect(queue.claim('j', 'bert')).toEqual({ type: 'taken' });
  });

  test('R3: the holder that claims again wins again, without a second claim', () => {
    const { queue, offer, types } = setUp();
    offer('j');
    queue.claim('j', 'anna');
    expect(queue.claim('j', 'anna').type).toBe('won');
    expect(types().filter((type) => type === 'job-claimed')).toHaveLength(1);
  });

  test('R3: an unknown job is unknown and a finished one is gone', () => {
    const { queue, offer } = setUp();
    offer('j');
    queue.claim('j', 'anna');
    queue.complete('j', 'anna', {});
    expect(queue.claim('nothing', 'anna')).toEqual({ type: 'unknown' });
    expect(queue.claim('j', 'anna')).toEqual({ type: 'gone' });
  });
});

describe('reports', () => {
  test('R5: a repeated complete is accepted and counted once', () => {
    const { queue, offer, types } = setUp();
    offer('j');
    queue.claim('j', 'anna');
    expect([queue.complete('j', 'anna', {}), queue.complete('j', 'anna', {})]).toEqual(['accepted', 'accepted']);
    expect(types().filter((type) => type === 'job-completed')).toHaveLength(1);
  });

  test('R5: a worker cannot complete what it never held', () => {
    const { queue, offer } = setUp();
    offer('j');
    expect(queue.complete('j', 'bert', {})).toBe('foreign');
    queue.claim('j', 'anna');
    expect(queue.complete('j', 'bert', {})).toBe('foreign');
    queue.complete('j', 'anna', {});
    expect(queue.complete('j', 'bert', {})).toBe('foreign');
  });

  test('R5: a late result is accepted while the job waits again, and refused once another worker has it', async () => {
    const { queue, offer, clock } = setUp();
    offer('waits');
    offer('moved');
    queue.claim('waits', 'anna');
    queue.claim('moved', 'anna');
    await clock.advance(LEASE_MS);
    queue.claim('moved', 'bert');
    expect(queue.complete('waits', 'anna', {})).toBe('accepted');
    expect(queue.complete('moved', 'anna', {})).toBe('foreign');
  });

  test('R6: a failed job is offered again and is failed for good at the third try', () => {
    const { queue, offer, types } = setUp();
    offer('j');
    for (const worker of ['anna', 'bert', 'anna']) {
      queue.claim('j', worker);
      expect(queue.fail('j', worker, 'no GPU')).toBe('accepted');
    }
    expect(types()).toEqual([
      ...['job-offered', 'job-claimed', 'job-failed'],
      ...['job-offered', 'job-claimed', 'job-failed'],
      ...['job-offered', 'job-claimed', 'job-failed'],
    ]);
    expect(queue.counts()).toMatchObject({ queued: 0, failed: 1 });
    expect(queue.claim('j', 'bert')).toEqual({ type: 'gone' });
    expect(queue.complete('j', 'anna', {})).toBe('gone');
  });

  test('R6: a fail that is repeated, or that comes after the lease ran out, is not a second try', async () => {
    const { queue, offer, clock, events } = setUp();
    offer('j');
    queue.claim('j', 'anna');
    await clock.advance(LEASE_MS);
    expect([queue.fail('j', 'anna', 'late'), queue.fail('j', 'anna', 'later')]).toEqual(['accepted', 'accepted']);
    expect(events.at(-1)).toMatchObject({ type: 'job-offered', failedTries: 1 });
    expect(queue.fail('j', 'bert', 'not mine')).toBe('foreign');
  });
});

describe('leases', () => {
  test('R7: a silent worker keeps its job until the lease runs out, and then the job is offered again', async () => {
    const { queue, offer, clock, types } = setUp();
    offer('j');
    queue.claim('j', 'anna');
    await clock.advance(LEASE_MS - 1);
    expect(queue.claim('j', 'bert').type).toBe('taken');
    await clock.advance(1);
    expect(types()).toEqual(['job-offered', 'job-claimed', 'job-expired', 'job-offered']);
    expect(queue.claim('j', 'bert').type).toBe('won');
  });

  test('R7: a sign of life renews the lease of that worker alone', async () => {
    const { queue, offer, clock } = setUp();
    offer('a');
    offer('b');
    queue.claim('a', 'anna');
    queue.claim('b', 'bert');
    await clock.advance(LEASE_MS / 2);
    queue.renewLeases('anna');
    await clock.advance(LEASE_MS / 2);
    expect(queue.claim('a', 'carl').type).toBe('taken');
    expect(queue.claim('b', 'carl').type).toBe('won');
  });

  test('R7: a worker that lives but never finishes loses the job after ten leases', async () => {
    const { queue, offer, clock, types } = setUp();
    offer('j');
    queue.claim('j', 'anna');
    for (let beat = 0; beat < 20; beat += 1) {
      expect(types()).not.toContain('job-expired');
      await clock.advance(LEASE_MS / 2);
      queue.renewLeases('anna');
    }
    expect(types()).toContain('job-expired');
  });

  test('R7: a finished job has no lease left that could run out', async () => {
    const { queue, offer, clock, types } = setUp();
    offer('j');
    queue.claim('j', 'anna');
    queue.complete('j', 'anna', {});
    await clock.advance(LEASE_MS * 2);
    expect(types()).not.toContain('job-expired');
  });
});

describe('memory', () => {
  test('R11: when nobody takes them the oldest queued jobs make room for the newest', () => {
    const { queue, offer } = setUp({ maxOpenJobs: 2 });
    offer('old');
    queue.claim('old', 'anna');
    offer('middle');
    offer('new');
    expect(queue.counts()).toMatchObject({ claimed: 1, queued: 1, dropped: 1 });
    expect(queue.queuedJobs().map(({ id }) => id)).toEqual(['new']);
    expect(queue.claim('middle', 'bert')).toEqual({ type: 'gone' });
    expect(queue.complete('middle', 'bert', {})).toBe('gone');
  });

  test('R11: a job is refused when workers hold every place', () => {
    const { queue, offer } = setUp({ maxOpenJobs: 1 });
    offer('held');
    queue.claim('held', 'anna');
    expect(offer('new')).toBe(false);
    expect(queue.claim('new', 'bert')).toEqual({ type: 'unknown' });
  });

  test('R11: frames of a finished job go after a minute, its record after ten', async () => {
    const { queue, offer, clock } = setUp();
    offer('j');
    queue.claim('j', 'anna');
    queue.complete('j', 'anna', {});
    await clock.advance(59_999);
    expect(queue.frame('j', 'f')).toBeDefined();
    await clock.advance(1);
    expect(queue.frame('j', 'f')).toBeUndefined();
    expect(queue.claim('j', 'bert')).toEqual({ type: 'gone' });
    await clock.advance(540_000);
    expect(queue.claim('j', 'bert')).toEqual({ type: 'unknown' });
  });

  test('R11: a fast relay forgets early what would be too many finished jobs', () => {
    const { queue, offer } = setUp({ maxRecords: 2, maxClosedWithFrames: 1 });
    for (const id of ['a', 'b', 'c']) {
      offer(id);
      queue.claim(id, 'anna');
      queue.complete(id, 'anna', {});
    }
    expect(queue.claim('a', 'bert')).toEqual({ type: 'unknown' });
    expect(queue.claim('b', 'bert')).toEqual({ type: 'gone' });
    expect([queue.frame('b', 'f'), queue.frame('c', 'f')]).toEqual([undefined, Buffer.from('jpeg')]);
  });

  test('R11: a closed queue leaves no timer behind', () => {
    const { queue, offer, clock } = setUp();
    for (const id of ['held', 'done']) {
      offer(id);
      queue.claim(id, 'anna');
    }
    queue.complete('done', 'anna', {});
    expect(clock.waiting()).toBeGreaterThan(0);
    queue.close();
    expect(clock.waiting()).toBe(0);
  });
});
