import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeClock } from '../../tests/fakes/fakeClock.ts';
import { jpegBytes } from '../../tests/fakes/imageBytes.ts';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import { settle } from '../../tests/fakes/settle.ts';
import { type HttpServer, startHttpServer } from '../../tests/support/httpServer.ts';
import { createRelayHttp } from './relayHttp.ts';
import type { HttpEnding } from './verdict.ts';

let server: HttpServer;
beforeEach(async () => {
  server = await startHttpServer();
});
afterEach(() => server.close());

function setUp(fetch: typeof globalThis.fetch = globalThis.fetch) {
  const clock = createFakeClock();
  const endings: HttpEnding[] = [];
  const http = createRelayHttp(server.base, { fetch, clock, onEnding: (ending) => endings.push(ending) });
  const claim = () => http.claim(jobCalled('j1'), { workerId: 'worker-1', key: 'k' });
  const post = () => http.post(`${server.base}/events`, {}, 'k');
  const fetchFrame = (signal = new AbortController().signal) => http.fetchFrame(jobCalled('j1'), 'f1', 'k', signal);
  return { clock, endings, claim, post, fetchFrame };
}

describe('the end of a request', () => {
  test('N2: each is told once, with its status or with what the browser said', async () => {
    const { endings, claim, post, fetchFrame } = setUp();
    server.respond = (_, response) => response.end(jpegBytes(640, 360));
    await fetchFrame();
    server.respond = (_, response) => response.writeHead(503).end('busy');
    await claim();
    await server.close();
    await post();
    expect(endings).toEqual([
      { type: 'answered', status: 200, detail: '' },
      { type: 'answered', status: 503, detail: 'busy' },
      { type: 'unanswered', detail: expect.stringContaining('fetch failed') },
    ]);
  });

  test('N2: what we ended ourselves tells nothing about the relay', async () => {
    const { endings, fetchFrame } = setUp();
    server.respond = () => {};
    const abort = new AbortController();
    const fetching = fetchFrame(abort.signal);
    abort.abort();
    await fetching;
    expect(endings).toEqual([]);
  });

  test('W7: an answer that does not come within 30 s is none', async () => {
    // A fetch that ends with its signal alone.
    const { clock, endings, claim, post, fetchFrame } = setUp(
      (_, init) =>
        new Promise((_resolve, fail) => init?.signal?.addEventListener('abort', () => fail(init.signal?.reason))),
    );
    const asked = [claim(), post(), fetchFrame()];
    let ended = 0;
    for (const one of asked) void one.then(() => ended++);
    clock.advance(29_999);
    await settle();
    expect(ended).toBe(0);
    clock.advance(1);
    for (const one of asked) expect(await one).toMatchObject({ type: 'retry', reason: 'unanswered' });
    expect(endings.map(({ type }) => type)).toEqual(['unanswered', 'unanswered', 'unanswered']);
    expect(clock.pending).toBe(0);
  });
});
