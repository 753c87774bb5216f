import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFakeClock, type FakeClock } from '../../tests/fakes/fakeClock.ts';
import { jpegBytes } from '../../tests/fakes/imageBytes.ts';
import { batchCalled, jobCalled } from '../../tests/fakes/jobs.ts';
import { type HttpServer, startHttpServer } from '../../tests/support/httpServer.ts';
import { MAX_FRAME_BYTES } from './checkFrame.ts';
import { type Credentials, createRelayHttp, type RelayHttp } from './relayHttp.ts';

let server: HttpServer;
let http: RelayHttp;
let clock: FakeClock;

const AS: Credentials = { workerId: 'worker-1', key: 'the-key' };
const JOB = jobCalled('j1');

function httpOf(fetch: typeof globalThis.fetch): RelayHttp {
  return createRelayHttp(server.base, { fetch, clock, onEnding: () => {} });
}

beforeEach(async () => {
  server = await startHttpServer();
  clock = createFakeClock();
  http = httpOf(fetch);
});
afterEach(() => server.close());

const fetchFrame = (job = JOB, frameId = 'f1') =>
  http.fetchFrame(job, frameId, 'the-key', new AbortController().signal);
const claim = (job = JOB) => http.claim(job, AS);
const post = (body: object = {}, key: string | undefined = 'the-key') => http.post(`${server.base}/events`, body, key);

/** The server answers with this status and body from now on. */
function answerWith(status: number, body: string | Uint8Array = '', headers: Record<string, string> = {}): void {
  server.respond = (_, response) => response.writeHead(status, headers).end(body);
}

const MEGABYTE = new Uint8Array(1024 * 1024);

describe('frames', () => {
  test('W4: a frame is fetched with the key', async () => {
    answerWith(200, jpegBytes(640, 360));
    await fetchFrame();
    expect(server.seen[0]).toMatchObject({
      method: 'GET',
      path: '/jobs/j1/frames/f1',
      headers: { 'x-worker-key': 'the-key' },
    });
  });

  test('W5: a frame comes with what its bytes say, whatever the header claims', async () => {
    const bytes = jpegBytes(640, 360);
    answerWith(200, bytes, { 'content-type': 'text/html' });
    const frame = await fetchFrame();
    if (!('blob' in frame)) throw new Error(JSON.stringify(frame));
    expect(frame).toMatchObject({ type: 'image/jpeg', width: 640, height: 360 });
    expect(frame.blob.type).toBe('image/jpeg');
    expect(new Uint8Array(await frame.blob.arrayBuffer())).toEqual(bytes);
  });

  test('W4: a redirect is not followed, and the key goes nowhere else', async () => {
    server.respond = ({ path }, response) => {
      if (path === '/elsewhere') response.end(jpegBytes(640, 360));
      else response.writeHead(302, { location: '/elsewhere' }).end();
    };
    expect(await fetchFrame()).toMatchObject({ type: 'retry' });
    expect(server.seen.map(({ path }) => path)).toEqual(['/jobs/j1/frames/f1']);
  });

  test('W5: a frame over 20 MB is refused by its announced length, before its body is there', async () => {
    server.respond = (_, response) => {
      response.writeHead(200, { 'content-length': String(MAX_FRAME_BYTES + 1) });
      // The rest never comes: a fetch that waited for it would wait for ever.
      response.write(jpegBytes(640, 360));
    };
    expect(await fetchFrame()).toEqual({ type: 'refused', message: 'the frame is larger than 20 MB' });
  });

  test('W5: a frame over 20 MB whose length is not announced is given up on the way', async () => {
    let sentMegabytes = 0;
    server.respond = (_, response) => {
      const send = (): void => {
        while (sentMegabytes < 200 && !response.destroyed) {
          sentMegabytes++;
          if (!response.write(MEGABYTE)) return void response.once('drain', send);
        }
        response.end();
      };
      send();
    };
    expect(await fetchFrame()).toEqual({ type: 'refused', message: 'the frame is larger than 20 MB' });
    expect(sentMegabytes).toBeLessThan(100);
  });

  test.each([
    ['no picture', '<html>', 'the frame is neither a JPEG nor a PNG'],
    ['empty', '', 'the frame is neither a JPEG nor a PNG'],
    ['too many pixels', jpegBytes(60_000, 60_000), 'the frame of 60000 x 60000 is over 40 megapixels'],
  ])('W5: a frame that is %s is refused', async (_, body, message) => {
    answerWith(200, body);
    expect(await fetchFrame()).toEqual({ type: 'refused', message });
  });

  test('W5: a frame that breaks off is no answer', async () => {
    server.respond = (_, response) => {
      response.writeHead(200, { 'content-length': '5000' });
      response.write(jpegBytes(640, 360), () => response.destroy());
    };
    expect(await fetchFrame()).toMatchObject({ type: 'retry', message: expect.stringContaining('broke off') });
  });

  test.each([
    [401, 'keyRejected'],
    [403, 'keyRejected'],
    [404, 'gone'],
    [500, 'retry'],
    [503, 'retry'],
    [400, 'refused'],
  ])('W4: a frame answered with %i is %s', async (status, type) => {
    answerWith(status, 'because');
    expect(await fetchFrame()).toMatchObject({ type });
  });

  test('W4: a fetch that is aborted ends, as no answer', async () => {
    server.respond = () => {};
    const abort = new AbortController();
    const fetching = http.fetchFrame(JOB, 'f1', 'k', abort.signal);
    abort.abort();
    expect(await fetching).toMatchObject({ type: 'retry' });
    expect(clock.pending).toBe(0);
  });

  test.each([
    ['E1', '/frames/f1'],
    ['E2', '/worker/frames/f1'],
  ] as const)('D3: a frame of %s is had at %s, with the key', async (dialect, path) => {
    answerWith(200, jpegBytes(640, 360));
    expect(await fetchFrame(batchCalled('b', { dialect }))).toMatchObject({ width: 640 });
    expect(server.seen[0]).toMatchObject({ path, headers: { 'x-worker-key': 'the-key' } });
  });
});

describe('claims and reports', () => {
  test('W2: a claim carries the worker’s id and its key', async () => {
    expect(await claim()).toEqual({ type: 'ok' });
    const [seen] = server.seen;
    expect(seen).toMatchObject({ method: 'POST', path: '/jobs/j1/claim', headers: { 'x-worker-key': 'the-key' } });
    expect(seen?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(seen?.body ?? '')).toEqual({ worker_id: 'worker-1' });
  });

  test.each(['E1', 'E2'] as const)('D2: in %s nothing is asked, and the job is had at once', async (dialect) => {
    expect(await claim(batchCalled('b', { dialect }))).toEqual({ type: 'ok' });
    expect(server.seen).toEqual([]);
  });

  test('D3: what became of a job is posted as it is, with the key', async () => {
    expect(await post({ summary: 'A car.' })).toEqual({ type: 'ok' });
    const [seen] = server.seen;
    expect(seen).toMatchObject({ method: 'POST', path: '/events', headers: { 'x-worker-key': 'the-key' } });
    expect(JSON.parse(seen?.body ?? '')).toEqual({ summary: 'A car.' });
  });

  test('W7: without a session a result goes out without a key', async () => {
    expect(await http.post(`${server.base}/jobs/j1/complete`, {}, undefined)).toEqual({ type: 'ok' });
    expect(server.seen[0]?.headers).not.toHaveProperty('x-worker-key');
  });

  test.each([
    [200, 'ok'],
    [204, 'ok'],
    [403, 'keyRejected'],
    [404, 'gone'],
    [409, 'gone'],
    [410, 'gone'],
    [429, 'retry'],
    [502, 'retry'],
    [422, 'refused'],
  ])('W3: a claim answered with %i is %s', async (status, type) => {
    answerWith(status);
    expect(await claim()).toMatchObject({ type });
  });

  test('W6: what the relay says of the trouble is told, in its first 200 characters', async () => {
    answerWith(500, `  disk full ${'x'.repeat(10_000)}`);
    const verdict = await claim();
    expect(verdict).toMatchObject({ message: expect.stringContaining('HTTP 500 (disk full xxx') });
    expect('message' in verdict && verdict.message.length).toBeLessThan(300);
  });

  test('W7: a redirect of a claim is not followed', async () => {
    answerWith(307, '', { location: `${server.base}/elsewhere` });
    expect(await claim()).toMatchObject({ type: 'retry' });
    expect(server.seen).toHaveLength(1);
  });

  test('W7: a relay that is not there is no answer', async () => {
    await server.close();
    expect(await claim()).toMatchObject({
      type: 'retry',
      message: expect.stringContaining('did not answer'),
    });
    expect(await fetchFrame()).toMatchObject({ type: 'retry' });
  });

  test('W7: an acknowledgement counts even where its body breaks off', async () => {
    const broken = () => new ReadableStream({ start: (body) => body.error(new Error('connection reset')) });
    http = httpOf(async () => new Response(broken()));
    expect(await post()).toEqual({ type: 'ok' });
  });

  test('P3: ids arrive encoded', async () => {
    await claim(jobCalled('../a b/c?d#e'));
    await fetchFrame(jobCalled('ä'), '%2e');
    expect(server.seen.map(({ path }) => path)).toEqual([
      '/jobs/..%2Fa%20b%2Fc%3Fd%23e/claim',
      '/jobs/%C3%A4/frames/%252e',
    ]);
  });
});
