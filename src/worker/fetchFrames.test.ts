import { describe, expect, test } from 'vitest';
import { createDeferred, type Deferred } from '../../tests/fakes/deferred.ts';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import { settle } from '../../tests/fakes/settle.ts';
import { fetchFrames } from './fetchFrames.ts';
import type { FetchedFrame, RelayHttp } from './relayHttp.ts';
import type { Verdict } from './verdict.ts';

const job = jobCalled('j1', { frames: ['a', 'b', 'c'] });
const frameCalled = (name: string): FetchedFrame => ({
  type: 'image/jpeg',
  width: 640,
  height: 360,
  blob: new Blob([name]),
});

/** A relay whose frames arrive when the test says so. */
function setUp() {
  const asked: { readonly path: string; readonly key: string; readonly signal: AbortSignal }[] = [];
  const answers = new Map<string, Deferred<FetchedFrame | Verdict>>(
    job.frames.map((frame) => [frame, createDeferred<FetchedFrame | Verdict>()]),
  );
  const http: Pick<RelayHttp, 'fetchFrame'> = {
    fetchFrame(jobId, frameId, key, signal) {
      asked.push({ path: `${jobId}/${frameId}`, key, signal });
      return answers.get(frameId)?.promise ?? Promise.reject(new Error(frameId));
    },
  };
  const outside = new AbortController();
  const answer = (frame: string, what: FetchedFrame | Verdict) => answers.get(frame)?.resolve(what);
  return { asked, answer, outside, fetching: fetchFrames(http, job, 'k1', outside.signal) };
}

describe('frames of a job', () => {
  test('W9: all frames are asked for at once, with the key', () => {
    const { asked } = setUp();
    expect(asked.map(({ path, key }) => [path, key])).toEqual([
      ['j1/a', 'k1'],
      ['j1/b', 'k1'],
      ['j1/c', 'k1'],
    ]);
  });

  test('W4: frames keep the job’s order, in whatever order they arrive', async () => {
    const { answer, fetching } = setUp();
    for (const name of ['c', 'a', 'b']) answer(name, frameCalled(name));
    const fetched = await fetching;
    if (fetched.type !== 'frames') throw new Error(fetched.reason);
    expect(await Promise.all(fetched.frames.map(({ blob }) => blob.text()))).toEqual(['a', 'b', 'c']);
    expect(fetched.ms).toBeGreaterThanOrEqual(0);
  });

  test('W6: the first frame that cannot be had ends the others, and its reason is told', async () => {
    const { answer, asked, fetching } = setUp();
    answer('b', { type: 'gone', status: 404 });
    await settle();
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true, true]);
    // What is aborted ends as no answer; that is no reason of its own.
    for (const name of ['a', 'c']) answer(name, { type: 'retry', message: 'aborted' });
    expect(await fetching).toEqual({
      type: 'unfetched',
      reason: 'Frame 2 of 3 cannot be used: HTTP 404',
      keyRejected: false,
    });
  });

  test.each<[Verdict, string, boolean]>([
    [{ type: 'keyRejected', status: 403 }, 'HTTP 403', true],
    [{ type: 'refused', message: 'the frame is larger than 20 MB' }, 'larger than 20 MB', false],
    [{ type: 'retry', message: 'The relay did not answer.' }, 'did not answer', false],
  ])('W6: %j is told with “%s”', async (verdict, hint, keyRejected) => {
    const { answer, fetching } = setUp();
    for (const name of job.frames) answer(name, verdict);
    expect(await fetching).toMatchObject({ reason: expect.stringContaining(hint), keyRejected });
  });

  test('W8: an abort from outside ends all of them', () => {
    const { asked, outside } = setUp();
    outside.abort();
    expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
  });
});
