import { describe, expect, test } from 'vitest';
import { createDeferred } from '../../tests/fakes/deferred.ts';
import { createFakeClock } from '../../tests/fakes/fakeClock.ts';
import { createForbiddenKeyStore, createMemoryKeyStore } from '../../tests/fakes/memoryKeyStore.ts';
import { sampleResult } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';
import { createOutbox, type Delivery, type OutboxPorts } from './outbox.ts';
import type { Verdict } from './verdict.ts';

const RELAY = 'http://relay:7010';
const HOUR_MS = 60 * 60 * 1000;
const OK: Verdict = { type: 'ok' };
const DOWN: Verdict = { type: 'retry', reason: 'unanswered', message: 'The relay did not answer.' };

const clock = createFakeClock();
const result = (jobId: string, change: Partial<Delivery> = {}): Delivery => ({
  job: { dialect: 'J', id: jobId, serviceId: 'yard', frames: ['f1'] },
  outcome: { type: 'complete', result: sampleResult() },
  workerId: 'worker-1',
  httpBase: RELAY,
  createdMs: clock.now(),
  ...change,
});
const failure = (jobId: string): Delivery =>
  result(jobId, { outcome: { type: 'fail', error: 'no frame', atMs: clock.now() } });

/** An outbox whose relay gives the `verdicts` in turn, and the last of them from then on. */
function setUp(verdicts: readonly Verdict[] = [OK], ports: Partial<OutboxPorts> = {}) {
  const store = createMemoryKeyStore<Delivery>();
  const sent: string[] = [];
  const settled: string[] = [];
  const retries: string[] = [];
  const open = (httpBase = RELAY) =>
    createOutbox(httpBase, {
      store,
      clock,
      random: () => 0.5,
      send: async ({ job }) => {
        sent.push(job.id);
        return verdicts[Math.min(sent.length, verdicts.length) - 1] ?? OK;
      },
      onSettled: ({ job }, { type }) => settled.push(`${job.id} ${type}`),
      onRetry: (_, message) => retries.push(message),
      ...ports,
    });
  return { store, sent, settled, retries, open, outbox: open() };
}

describe('delivery', () => {
  test('W7: a result is sent at once and forgotten when it is acknowledged', async () => {
    const { outbox, store, sent, settled } = setUp();
    await outbox.add(result('j1'));
    expect(sent).toEqual(['j1']);
    expect(settled).toEqual(['j1 ok']);
    expect([outbox.waiting, store.table.size, clock.pending]).toEqual([0, 0, 0]);
  });

  test('W7: a result is in the store before it is sent', async () => {
    const atSending: number[] = [];
    const { outbox, store } = setUp([], {
      send: async () => {
        atSending.push(store.table.size);
        return OK;
      },
    });
    await outbox.add(result('j1'));
    expect(atSending).toEqual([1]);
  });

  test('W7: while the relay is in trouble a result is kept and tried again, ever more seldom', async () => {
    const { outbox, store, sent, settled, retries } = setUp([DOWN, DOWN, DOWN, OK]);
    await outbox.add(result('j1'));
    expect([sent.length, outbox.waiting, store.table.size]).toEqual([1, 1, 1]);
    for (const delayMs of [500, 1000, 2000]) {
      const before = sent.length;
      clock.advance(delayMs - 1);
      await settle();
      expect(sent).toHaveLength(before);
      clock.advance(1);
      await settle();
      expect(sent).toHaveLength(before + 1);
    }
    expect(settled).toEqual(['j1 ok']);
    expect(retries).toHaveLength(3);
    expect([outbox.waiting, store.table.size, clock.pending]).toEqual([0, 0, 0]);
  });

  test('W7: a rejected key keeps the result for the next registration', async () => {
    const { outbox, sent, settled } = setUp([{ type: 'keyRejected', status: 403 }, OK]);
    await outbox.add(result('j1'));
    expect([outbox.waiting, settled]).toEqual([1, []]);
    await outbox.flush();
    expect(sent).toEqual(['j1', 'j1']);
    expect(settled).toEqual(['j1 ok']);
    expect(clock.pending).toBe(0);
  });

  test('S6: a result for which five keys in a row were rejected is given up', async () => {
    const { outbox, sent, settled } = setUp([{ type: 'keyRejected', status: 403 }]);
    await outbox.add(result('j1'));
    for (let i = 0; i < 3; i++) await outbox.flush();
    expect([sent.length, settled]).toEqual([4, []]);
    await outbox.flush();
    expect([sent.length, settled, outbox.waiting]).toEqual([5, ['j1 refused'], 0]);
  });

  test.each<Verdict>([
    { type: 'gone', status: 410 },
    { type: 'refused', message: 'HTTP 400' },
  ])('W7: a relay that answers %j has answered for good', async (verdict) => {
    const { outbox, store, settled } = setUp([verdict]);
    await outbox.add(result('j1'));
    expect(settled).toEqual([`j1 ${verdict.type}`]);
    expect([outbox.waiting, store.table.size]).toEqual([0, 0]);
  });

  test('W7: one result in trouble does not hold up the others', async () => {
    const { outbox, settled } = setUp([DOWN, DOWN, OK, OK]);
    await outbox.add(result('j1'));
    await outbox.add(result('j2'));
    expect(settled).toEqual(['j2 ok']);
    await outbox.flush();
    expect(settled).toEqual(['j2 ok', 'j1 ok']);
  });

  test('W7: two passes do not send the same result twice', async () => {
    const answer = createDeferred<Verdict>();
    const sent: string[] = [];
    const { outbox } = setUp([], {
      send: ({ job }) => {
        sent.push(job.id);
        return answer.promise;
      },
    });
    const passes = [outbox.add(result('j1')), outbox.flush(), outbox.flush()];
    await settle();
    answer.resolve(OK);
    await Promise.all(passes);
    expect(sent).toEqual(['j1']);
  });

  test('W7: a job that was done anew while its first delivery was on the way is delivered anew', async () => {
    const first = createDeferred<Verdict>();
    const sent: string[] = [];
    const { outbox, store } = setUp([], {
      send: ({ outcome }) => {
        sent.push(outcome.type);
        return sent.length === 1 ? first.promise : Promise.resolve(DOWN);
      },
    });
    const failing = outbox.add(failure('j1'));
    await settle();
    const completing = outbox.add(result('j1'));
    await settle();
    first.resolve(OK);
    await Promise.all([failing, completing]);
    expect(sent).toEqual(['fail', 'complete']);
    expect([...store.table.values()].map(({ outcome }) => outcome.type)).toEqual(['complete']);
    outbox.close();
  });
});

describe('across page loads', () => {
  test('W7: what was not acknowledged is restored and sent by the next page', async () => {
    const first = setUp([DOWN, OK]);
    await first.outbox.add(result('j1'));
    first.outbox.close();
    const next = first.open();
    await next.flush();
    expect(first.settled).toEqual(['j1 ok']);
    expect(first.store.table.size).toBe(0);
  });

  test('W7: results for another relay wait in the store for their turn', async () => {
    const { open, store, sent } = setUp();
    store.table.set('other j9', result('j9', { httpBase: 'http://other' }));
    await open().flush();
    expect(sent).toEqual([]);
    expect(store.table.size).toBe(1);
    await open('http://other').flush();
    expect(sent).toEqual(['j9']);
    expect(store.table.size).toBe(0);
  });

  test('W7: results older than a day are dropped, whichever relay they are for', async () => {
    const { open, store, sent } = setUp();
    store.table.set('a', result('old', { createdMs: clock.now() - 24 * HOUR_MS - 1 }));
    store.table.set('b', result('foreign', { createdMs: clock.now() - 25 * HOUR_MS, httpBase: 'http://other' }));
    store.table.set('c', result('young', { createdMs: clock.now() - 24 * HOUR_MS }));
    await open().flush();
    expect(sent).toEqual(['young']);
    expect(store.table.size).toBe(0);
  });

  test('W7: what an earlier version of this page left in another shape is dropped, and holds up nothing', async () => {
    const { open, store, sent } = setUp();
    const older = { jobId: 'old', httpBase: RELAY, createdMs: clock.now(), type: 'complete', result: sampleResult() };
    store.table.set('a', older as unknown as Delivery);
    store.table.set('b', result('j1'));
    const outbox = open();
    await outbox.flush();
    await outbox.add(result('j2'));
    expect(sent).toEqual(['j1', 'j2']);
    expect(store.table.size).toBe(0);
  });

  test('W7: where storage is forbidden, results live as long as the page', async () => {
    const { outbox, settled } = setUp([DOWN, OK], { store: createForbiddenKeyStore() });
    await outbox.add(result('j1'));
    expect(outbox.waiting).toBe(1);
    await outbox.flush();
    expect(settled).toEqual(['j1 ok']);
  });

  test('W8: a closed outbox tries nothing more, and what waits stays in the store', async () => {
    const { outbox, sent, store } = setUp([DOWN]);
    await outbox.add(result('j1'));
    outbox.close();
    outbox.close();
    clock.advance(HOUR_MS);
    await outbox.flush();
    expect(sent).toEqual(['j1']);
    expect([store.table.size, clock.pending]).toEqual([1, 0]);
  });

  test('W8: an outbox that is closed while it sends plans no further try', async () => {
    const answer = createDeferred<Verdict>();
    const { outbox } = setUp([], { send: () => answer.promise });
    const adding = outbox.add(result('j1'));
    await settle();
    outbox.close();
    answer.resolve(DOWN);
    await adding;
    expect(clock.pending).toBe(0);
  });
});
