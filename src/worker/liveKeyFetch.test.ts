import { expect, test } from 'vitest';
import { createFakeClock } from '../../tests/fakes/fakeClock.ts';
import { createFakeRelayHttp } from '../../tests/fakes/fakeRelayHttp.ts';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import { settle } from '../../tests/fakes/settle.ts';
import { createLiveKeyFetch } from './liveKeyFetch.ts';

/** A relay for which these keys are alive, and a session that loses its key as soon as it is rejected. */
function setUp(...alive: readonly string[]) {
  const http = createFakeRelayHttp();
  const used: string[] = [];
  const good = http.frameAs;
  http.frameAs = (jobId, frameId, signal, key) => {
    used.push(key);
    return alive.includes(key) ? good(jobId, frameId, signal, key) : { type: 'keyRejected', status: 403 };
  };
  const rejected: string[] = [];
  let key: string | undefined = 'key-1';
  const frames = createLiveKeyFetch({
    http,
    clock: createFakeClock(),
    credentials: () => (key === undefined ? undefined : { workerId: 'w', key }),
    keyRejected(dead) {
      rejected.push(dead);
      if (dead === key) key = undefined;
    },
  });
  const abort = new AbortController();
  let ended: string | undefined;
  const fetch = async () => {
    const fetched = await frames.fetch(jobCalled('j1'), 'key-1', abort.signal);
    ended = fetched.type === 'frames' ? 'frames' : fetched.verdict;
  };
  const register = async (next: string) => {
    key = next;
    frames.wake();
    await settle();
  };
  return { fetch, register, wake: frames.wake, abort, used, rejected, ended: () => ended };
}

test('W4: with a live key the frames are fetched once', async () => {
  const { fetch, used, rejected, ended } = setUp('key-1');
  await fetch();
  expect([ended(), used, rejected]).toEqual(['frames', ['key-1'], []]);
});

test('W4: a rejected key is told, and the frames are fetched once more with the key of the next registration', async () => {
  const { fetch, register, wake, used, rejected, ended } = setUp('key-2');
  void fetch();
  await settle();
  expect(rejected).toEqual(['key-1']);
  wake();
  await settle();
  expect([ended(), used]).toEqual([undefined, ['key-1']]);
  await register('key-2');
  expect([ended(), used, rejected]).toEqual(['frames', ['key-1', 'key-2'], ['key-1']]);
});

test('W4: a key that is there already when the old one is rejected is used at once', async () => {
  const { fetch, register, used, ended } = setUp('key-2');
  await register('key-2');
  await fetch();
  expect([ended(), used]).toEqual(['frames', ['key-1', 'key-2']]);
});

test('W4: a second rejection is told as well, and there is no third try', async () => {
  const { fetch, register, used, rejected, ended } = setUp();
  void fetch();
  await settle();
  await register('key-2');
  await register('key-3');
  expect(ended()).toBe('keyRejected');
  expect([used, rejected]).toEqual([
    ['key-1', 'key-2'],
    ['key-1', 'key-2'],
  ]);
});

test('W8: an abort ends the wait for a key, also one that came before it', async () => {
  const waiting = setUp('key-2');
  void waiting.fetch();
  await settle();
  waiting.abort.abort();
  await settle();
  expect(waiting.ended()).toBe('keyRejected');
  await waiting.register('key-2');
  expect(waiting.used).toEqual(['key-1']);

  const late = setUp('key-2');
  late.abort.abort();
  await late.fetch();
  expect(late.ended()).toBe('keyRejected');
});
