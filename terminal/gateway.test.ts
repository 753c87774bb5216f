import { once } from 'node:events';
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { startBoth } from '../tests/support/startGateway.ts';

const postJson = (url: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body });

test('T3: the gateway serves the page', async () => {
  const { url, relay } = await startBoth();
  expect(await (await fetch(`${url}/?mode=work`)).text()).toBe('the page');
  expect(relay.seen).toEqual([]);
});

test.each([
  ['GET', '/jobs/a%2Fb/frames/c%20d'],
  ['GET', '/frames/5a1e2b1c-0000-4000-8000-000000000000'],
  ['HEAD', '/frames/5a1e2b1c-0000-4000-8000-000000000000'],
  ['GET', '/worker/frames/5a1e2b1c-0000-4000-8000-000000000000'],
  ['GET', '/status?since=1&since=2'],
  ['GET', '/cameras/front-door/latest.jpg'],
  ['POST', '/jobs/a/claim'],
  ['POST', '/jobs/a/complete'],
  ['POST', '/jobs/a/fail'],
  ['POST', '/events'],
])('T3: %s %s is passed on as it is, below the relay’s prefix', async (method, path) => {
  const { url, relay } = await startBoth({ prefix: '/site' });
  expect((await fetch(url + path, { method })).status).toBe(200);
  expect(relay.seen).toMatchObject([{ method, path: `/site${path}` }]);
});

test('T3: an id of 200 characters passes, each of them encoded', async () => {
  const { url, relay } = await startBoth();
  const path = `/frames/${encodeURIComponent('☃'.repeat(200))}`;
  expect((await fetch(url + path)).status).toBe(200);
  expect(relay.seen[0]?.path).toBe(path);
});

test.each([
  ['GET', '/admin'],
  ['GET', '/jobs'],
  ['GET', '/jobs/a/claim'],
  ['GET', '/frames/a/b'],
  ['GET', '/events'],
  ['POST', '/status'],
  ['PUT', '/events'],
  ['DELETE', '/jobs/a'],
  ['OPTIONS', '/events'],
  ['GET', '/frames/..%2f..%2fadmin'],
])('T3: %s %s is nothing that workers ask, and reaches no relay', async (method, path) => {
  const { url, relay } = await startBoth();
  const answer = await fetch(url + path, { method });
  expect([400, 404]).toContain(answer.status);
  expect(await answer.json()).toEqual({ error: expect.any(String) });
  expect(relay.seen).toEqual([]);
});

test('T3: the place of the WebSocket says what it is for', async () => {
  const { url } = await startBoth();
  const answer = await fetch(`${url}/worker/connect`);
  expect(answer.status).toBe(426);
  expect(await answer.json()).toEqual({ error: 'Workers connect here with a WebSocket.' });
});

test('T3: the key and the body of a request go through as they are', async () => {
  const { url, relay } = await startBoth();
  const body = '{"worker_id": "anna",  "result": {"summary": "Ein Hund – groß"}}';
  await postJson(`${url}/jobs/a/complete`, body, { 'X-Worker-Key': 'a3f9' });
  expect(relay.seen).toMatchObject([{ body, headers: { 'x-worker-key': 'a3f9', 'content-type': 'application/json' } }]);
});

test('T3: a client that asks first whether its body is welcome is told by the gateway', async () => {
  const { url, relay } = await startBoth();
  const asking = request(`${url}/events`, { method: 'POST', headers: { Expect: '100-continue', 'Content-Length': 2 } });
  asking.once('continue', () => asking.end('{}')).flushHeaders();
  const [answer] = await once(asking, 'response');
  expect(answer.statusCode).toBe(200);
  expect(relay.seen).toMatchObject([{ body: '{}' }]);
});

test('T3: the relay sees its own host and origin, whom the gateway speaks for, and no cookies', async () => {
  const { url, relay } = await startBoth();
  await postJson(`${url}/events`, '{}', {
    Origin: url,
    Cookie: 'of=another-port',
    Referer: `${url}/?relay=x`,
    'X-Forwarded-For': '192.0.2.7',
  });
  const headers = relay.seen[0]?.headers;
  expect(headers).toMatchObject({
    host: new URL(relay.base).host,
    origin: relay.base,
    'x-forwarded-for': '192.0.2.7, 127.0.0.1',
  });
  expect(headers).not.toHaveProperty('cookie');
  expect(headers).not.toHaveProperty('referer');
});

test.each(['https://elsewhere.example', 'null', 'http://127.0.0.1:1'])(
  'T3: a page of the origin %s is refused, and the relay is not asked',
  async (origin) => {
    const { url, relay } = await startBoth();
    expect((await postJson(`${url}/events`, '{}', { Origin: origin })).status).toBe(403);
    expect((await fetch(`${url}/frames/a`, { headers: { Origin: origin } })).status).toBe(403);
    expect(relay.seen).toEqual([]);
  },
);

test('T3: part of a frame is asked for and given as it is', async () => {
  const { url, relay } = await startBoth({
    respond: (_, response) =>
      response.writeHead(206, { 'Content-Type': 'image/jpeg', 'Content-Range': 'bytes 2-4/9' }).end('cde'),
  });
  const answer = await fetch(`${url}/frames/a`, { headers: { Range: 'bytes=2-4' } });
  expect(relay.seen[0]?.headers.range).toBe('bytes=2-4');
  expect(answer.status).toBe(206);
  expect(answer.headers.get('Content-Range')).toBe('bytes 2-4/9');
  expect(answer.headers.get('Content-Type')).toBe('image/jpeg');
  expect(await answer.text()).toBe('cde');
});

test.each([
  [400, 'Invalid JSON\n'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Frame not found'],
  [409, '{"error":"Another worker has this job."}'],
  [410, '{"error":"This job is finished or was dropped."}'],
  [500, ''],
  [503, 'busy'],
])('T3: an answer of %i comes with its body, and is asked for once', async (status, body) => {
  const { url, relay } = await startBoth({
    respond: (_, response) => response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(body),
  });
  const answer = await fetch(`${url}/frames/a`);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('Content-Type')).toBe('text/plain; charset=utf-8');
  expect(await answer.text()).toBe(body);
  expect(relay.seen).toHaveLength(1);
});

test('T3: an answer is kept by no cache, sets no cookie and is for no other origin', async () => {
  const { url } = await startBoth({
    respond: (_, response) =>
      response
        .writeHead(200, {
          'Cache-Control': 'public, max-age=60',
          'Last-Modified': 'Sat, 10 Jan 2026 12:00:00 GMT',
          'Access-Control-Allow-Origin': '*',
          'Set-Cookie': 'a=b',
        })
        .end('frame'),
  });
  const { headers } = await fetch(`${url}/frames/a`);
  expect(headers.get('Cache-Control')).toBe('no-store');
  expect(headers.get('Last-Modified')).toBe('Sat, 10 Jan 2026 12:00:00 GMT');
  expect(headers.get('Content-Security-Policy')).toContain('sandbox');
  expect(headers.has('Access-Control-Allow-Origin')).toBe(false);
  expect(headers.has('Set-Cookie')).toBe(false);
});

test('T3: a redirect is passed on and not followed', async () => {
  const { url, relay } = await startBoth({
    respond: (_, response) => response.writeHead(302, { Location: 'https://elsewhere.example/' }).end(),
  });
  const answer = await fetch(`${url}/frames/a`, { redirect: 'manual' });
  expect(answer.status).toBe(302);
  expect(answer.headers.get('Location')).toBe('https://elsewhere.example/');
  expect(relay.seen).toHaveLength(1);
});

test('T3: a body of 1 MB passes, and a longer one is refused before the relay is asked', async () => {
  const { url, relay } = await startBoth();
  expect((await postJson(`${url}/events`, 'x'.repeat(1_048_576))).status).toBe(200);
  expect(relay.seen[0]?.body).toHaveLength(1_048_576);
  const refused = await postJson(`${url}/events`, 'x'.repeat(1_048_577));
  expect(refused.status).toBe(413);
  expect(await refused.json()).toEqual({ error: 'The body is larger than 1048576 bytes.' });
  expect(relay.seen).toHaveLength(1);
});

test('T3: a frame is passed on while it comes', async () => {
  let finish = (): void => {};
  const { url } = await startBoth({
    respond(_, response) {
      response.write('first half');
      finish = () => response.end(', second half');
    },
  });
  const reader = (await fetch(`${url}/frames/a`)).body?.getReader();
  const text = async (): Promise<string> => new TextDecoder().decode((await reader?.read())?.value);
  expect(await text()).toBe('first half');
  finish();
  expect(await text()).toBe(', second half');
});
