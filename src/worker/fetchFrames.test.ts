import { describe, expect, test } from 'vitest';
import { createDeferred, type Deferred } from '../../tests/fakes/deferred.ts';
import { createFakeClock } from '../../tests/fakes/fakeClock.ts';
import { noAnswer, sampleFrame } from '../../tests/fakes/fakeRelayHttp.ts';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import { settle } from '../../tests/fakes/settle.ts';
import { fetchFrames } from './fetchFrames.ts';
import type { FetchedFrame, RelayHttp } from './relayHttp.ts';
import type { Verdict } from './verdict.ts';

const THREE = ['a', 'b', 'c'];
/** More than are fetched at once. */
const TWENTY = Array.from({ length: 20 }, (_, i) => `f${i}`);

/** A relay whose frames arrive when the test says so. */
function setUp(frames: readonly string[] = THREE) {
  const job = jobCalled('j1', { frames });
  const asked: { readonly path: string; readonly key: string; readonly signal: AbortSignal }[] = [];
  const open = new Map<string, Deferred<FetchedFrame | Verdict>>();
  const http: Pick<RelayHttp, 'fetchFrame'> = {
    fetchFrame({ id }, frameId, key, signal) {
      asked.push({ path: `${id}/${frameId}`, key, signal });
      const answer = createDeferred<FetchedFrame | Verdict>();
      open.set(frameId, answer);
      return answer.promise;
    },
  };
  const clock = createFakeClock();
  const outside = new AbortController();
  const answer = async (frame: string, what: FetchedFrame | Verdict) => {
    open.get(frame)?.resolve(what);
    await settle();
  };
  const pass = async (ms: number) => {
    clock.advance(ms);
    await settle();
  };
  const askedFor = (frame: string) => asked.filter(({ path }) => path === `j1/${frame}`).length;
  return {
    asked,
    askedFor,
    answer,
    pass,
    clock,
    outside,
    fetching: fetchFrames({ http, clock }, job, 'k1', outside.signal),
  };
}

describe('frames of a job', () => {
  test('W9: frames are asked for side by side, with the key', () => {
    const { asked } = setUp();
    expect(asked.map(({ path, key }) => [path, key])).toEqual([
      ['j1/a', 'k1'],
      ['j1/b', 'k1'],
      ['j1/c', 'k1'],
    ]);
  });

  test('W4: frames keep the job’s order, in whatever order they arrive', async () => {
    const { answer, fetching } = setUp();
    for (const name of ['c', 'a', 'b']) await answer(name, sampleFrame(name));
    const fetched = await fetching;
    if (fetched.type !== 'frames') throw new Error(fetched.reason);
    expect(await Promise.all(fetched.frames.map(({ blob }) => blob.text()))).toEqual(['a', 'b', 'c']);
    expect(fetched.ms).toBeGreaterThanOrEqual(0);
  });

  test('W6: the first frame that cannot be had ends the others, and its reason is told', async () => {
    const { answer, asked, fetching, clock } = setUp();
    await answer('b', { type: 'gone', status: 404 });
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true, true]);
    // What is aborted ends as no answer; that is no reason of its own, and none to ask again.
    for (const name of ['a', 'c']) await answer(name, noAnswer('aborted'));
    expect(await fetching).toEqual({
      type: 'unfetched',
      reason: 'Frame 2 of 3 cannot be used: HTTP 404',
      verdict: 'gone',
    });
    expect([asked.length, clock.pending]).toEqual([3, 0]);
  });

  test.each<[Verdict, string]>([
    [{ type: 'keyRejected', status: 403 }, 'HTTP 403'],
    [{ type: 'refused', message: 'the frame is larger than 20 MB' }, 'larger than 20 MB'],
  ])('W6: %j is told with “%s”, and not asked for again', async (verdict, hint) => {
    const { answer, asked, fetching } = setUp();
    for (const name of THREE) await answer(name, verdict);
    expect(await fetching).toMatchObject({ reason: expect.stringContaining(hint), verdict: verdict.type });
    expect(asked).toHaveLength(3);
  });

  test('W8: an abort from outside ends all of them', () => {
    const { asked, outside } = setUp();
    outside.abort();
    expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
  });
});

describe('a job of many frames', () => {
  const nameOf = (path = ''): string => path.split('/')[1] ?? '';

  test('W13: six are on their way at once; each that comes makes room for the next, and the order stays', async () => {
    const { asked, answer, fetching } = setUp(TWENTY);
    const came = new Set<string>();
    while (came.size < 20) {
      const onTheirWay = asked.map(({ path }) => nameOf(path)).filter((name) => !came.has(name));
      expect(onTheirWay).toHaveLength(Math.min(6, 20 - came.size));
      const newest = onTheirWay.at(-1) ?? '';
      came.add(newest);
      await answer(newest, sampleFrame(newest));
    }
    const fetched = await fetching;
    if (fetched.type !== 'frames') throw new Error(fetched.reason);
    expect(await Promise.all(fetched.frames.map(({ blob }) => blob.text()))).toEqual(TWENTY);
  });

  test('W13: after one that cannot be had, no other is asked for', async () => {
    const { asked, answer, fetching } = setUp(TWENTY);
    await answer('f3', { type: 'gone', status: 404 });
    for (const name of TWENTY.slice(0, 6)) await answer(name, noAnswer('aborted'));
    expect(await fetching).toMatchObject({ reason: 'Frame 4 of 20 cannot be used: HTTP 404' });
    expect(asked).toHaveLength(6);
  });

  test('W8: an abort from outside leaves no frame out in silence', async () => {
    const { asked, answer, outside, fetching } = setUp(TWENTY);
    outside.abort();
    for (const name of TWENTY.slice(0, 6)) await answer(name, sampleFrame(name));
    for (const { path } of asked.slice(6)) await answer(nameOf(path), noAnswer('aborted'));
    expect(await fetching).toMatchObject({ type: 'unfetched', verdict: 'retry' });
  });
});

describe('a frame that the relay does not answer', () => {
  test('W4: it is asked for again after half a second, and the job is had', async () => {
    const { answer, askedFor, pass, fetching } = setUp();
    for (const name of ['a', 'c']) await answer(name, sampleFrame(name));
    await answer('b', noAnswer());
    await pass(499);
    expect(askedFor('b')).toBe(1);
    await pass(1);
    expect(askedFor('b')).toBe(2);
    await answer('b', sampleFrame('b'));
    expect((await fetching).type).toBe('frames');
    expect([askedFor('a'), askedFor('c')]).toEqual([1, 1]);
  });

  test('W4: it is asked for four times in all, ever more seldom, and then the job cannot be done', async () => {
    const { answer, askedFor, pass, fetching } = setUp();
    await answer('b', noAnswer());
    for (const waitMs of [500, 2000, 5000]) {
      const before = askedFor('b');
      await pass(waitMs - 1);
      expect(askedFor('b')).toBe(before);
      await pass(1);
      expect(askedFor('b')).toBe(before + 1);
      await answer('b', noAnswer());
    }
    for (const name of ['a', 'c']) await answer(name, noAnswer('aborted'));
    expect(await fetching).toEqual({
      type: 'unfetched',
      reason: 'Frame 2 of 3 cannot be used: HTTP 500',
      verdict: 'retry',
    });
    expect(askedFor('b')).toBe(4);
  });

  test('W8: an abort ends the wait, and it is not asked for again', async () => {
    const { answer, asked, clock, outside, fetching } = setUp();
    await answer('b', noAnswer());
    outside.abort();
    for (const name of ['a', 'c']) await answer(name, noAnswer('aborted'));
    expect(await fetching).toMatchObject({ type: 'unfetched', verdict: 'retry' });
    expect([asked.length, clock.pending]).toEqual([3, 0]);
  });
});
