import { describe, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../relay/clock.ts';
import { DEFAULT_BOUNDS } from './bounds.ts';
import { checkUrl } from './testing/checkUrl.ts';
import { CORS, type HandAnswer, KEY, startHandRelay } from './testing/handRelay.ts';

/** Each poll's delay is over at once. */
function hurriedClock(): Clock {
  let nowMs = 0;
  return {
    now: () => nowMs,
    after(delayMs, then) {
      if (delayMs !== DEFAULT_BOUNDS.keyPollMs) return systemClock.after(delayMs, then);
      nowMs += delayMs;
      return systemClock.after(0, then);
    },
  };
}

describe('frames', () => {
  const isFrame = (url = ''): boolean => url.includes('/frames/');
  const relayWhoseFrames = (answer: (usual: HandAnswer, key: string | undefined) => HandAnswer) =>
    startHandRelay({
      answer: ({ url, method, headers }, usual) =>
        method === 'GET' && isFrame(url) ? answer(usual, headers['x-worker-key'] as string | undefined) : usual,
    });

  test('T4: a redirected frame is a fault', async () => {
    const { url } = await relayWhoseFrames(({ headers }) => ({
      status: 302,
      headers: { ...headers, Location: 'http://elsewhere.example/1.jpg' },
    }));
    const { failed, told, verdict } = await checkUrl(url);
    expect(failed).toEqual(expect.arrayContaining(['C13', 'C19']));
    expect(told('C19')).toContain('302 to “http://elsewhere.example/1.jpg”: our worker follows none');
    expect(verdict.worker.answer).toBe('no');
  });

  test('T4: a relay that shows frames without a key is a fault', async () => {
    const { url } = await relayWhoseFrames((usual, key) => (key === undefined ? { ...usual, status: 200 } : usual));
    const { failed, told } = await checkUrl(url);
    expect(failed).toEqual(['C16']);
    expect(told('C16')).toMatch(/^FAIL 200, not 401\. Anyone who knows or guesses an address sees/);
  });

  test('T4: a relay that takes any key is a fault', async () => {
    const { url } = await relayWhoseFrames((usual, key) =>
      key !== undefined && key !== KEY ? { ...usual, status: 200 } : usual,
    );
    expect((await checkUrl(url)).failed).toEqual(['C17']);
  });

  test('T4: codes that our worker takes alike are notes', async () => {
    const { url } = await relayWhoseFrames((usual) => ({ ...usual, status: ALIKE[usual.status] ?? usual.status }));
    const { failed, noted } = await checkUrl(url, { sameOrigin: true });
    expect({ failed, noted }).toEqual({ failed: [], noted: ['C5', 'C16', 'C17', 'C18'] });
  });
  const ALIKE: Readonly<Record<number, number>> = { 401: 403, 403: 401, 404: 410 };

  test('T4: bytes that are no picture are shown, and a missing type or length is a note', async () => {
    const text = await relayWhoseFrames((usual) => (usual.status === 200 ? { ...usual, body: '<html>' } : usual));
    expect((await checkUrl(text.url)).told('C13')).toContain('6 bytes that begin with 3c68746d6c3e');
    const bare = await relayWhoseFrames((usual) =>
      usual.status === 200 ? { ...usual, headers: CORS, chunked: true } : usual,
    );
    const { told } = await checkUrl(bare.url);
    expect(told('C14')).toBe('note There is none and should say image/jpeg. Our worker looks at the bytes alone.');
    expect(told('C15')).toMatch(/^note There is none, for 25 bytes/);
  });

  test('T4: a job whose frames want a claim first is a note, until --claim', async () => {
    const { url } = await relayWhoseFrames((usual) => ({ ...usual, status: 409 }));
    expect((await checkUrl(url)).told('C13')).toMatch(/^note The answer is 409\. .*try with --claim/);
  });

  test('T4: a key that outlives its socket is a fault, found within a second', async () => {
    let lateAsked = 0;
    const { url } = await startHandRelay({
      answer({ method, headers }, usual) {
        if (method !== 'GET' || headers['x-worker-key'] !== KEY || usual.status !== 403) return usual;
        lateAsked += 1;
        return { ...usual, status: 200 };
      },
    });
    const { failed, told } = await checkUrl(url, { clock: hurriedClock() });
    expect(failed).toEqual(['C43']);
    expect(told('C43')).toContain('a key that leaked opens the cameras for as long as it lives');
    expect(lateAsked).toBe(1 + DEFAULT_BOUNDS.keyDeathMs / DEFAULT_BOUNDS.keyPollMs);
  });
});

describe('other origins', () => {
  test('T4: errors without CORS fail one check, and say what a page would make of it', async () => {
    const { url } = await startHandRelay({
      answer: ({ method }, usual) => (method === 'GET' && usual.status !== 200 ? { status: usual.status } : usual),
    });
    const { failed, told, verdict } = await checkUrl(url);
    expect(failed).toEqual(['C39']);
    expect(told('C39')).toContain('cannot tell a dead key or a lost job from a dead relay');
    expect(verdict.pages).toMatchObject({ ownOrigin: { answer: 'yes' }, elsewhereHttp: { answer: 'no' } });
  });

  test('T4: a relay that takes sockets of its own origin only is told', async () => {
    const { url } = await startHandRelay({ accepts: ({ headers }) => headers.origin === undefined });
    const { failed, told } = await checkUrl(url);
    expect(failed).toEqual(['C35']);
    expect(told('C35')).toContain('With the origin https://worker.example: HTTP 404');
  });

  test('T4: a preflight that is not remembered is a note', async () => {
    const { url } = await startHandRelay({
      answer: ({ method }, usual) => (method === 'OPTIONS' ? { status: 200, headers: CORS } : usual),
    });
    expect((await checkUrl(url)).told('C40')).toMatch(/^note There is no Access-Control-Max-Age/);
  });
});
