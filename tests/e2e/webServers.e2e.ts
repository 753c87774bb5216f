// The files of deploy/ as Caddy and nginx understand them, asked without a browser.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { PAGE_FOLDER } from '../../terminal/buildPage.ts';
import { type HttpServer, startHttpServer } from '../support/httpServer.ts';
import { corsServers, pageServers, type WebServer } from '../support/webServers.ts';
import { openStage } from './stage.ts';

const PAGE_ORIGIN = 'https://page.example';

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const thing of opened.splice(0).reverse()) await thing.close();
});

type Start = (typeof pageServers)[number][1];

async function openBoth(start: Start, pageOrigin?: string): Promise<{ relay: HttpServer; url: string }> {
  const relay = await startHttpServer();
  opened.push(relay);
  return { relay, url: (await openServer(start, relay.base, pageOrigin)).url };
}

async function openServer(start: Start, relay: string, pageOrigin?: string): Promise<WebServer> {
  const server = await start({ relay: new URL(relay).host, ...(pageOrigin !== undefined && { pageOrigin }) });
  opened.push(server);
  return server;
}

/** How opening a WebSocket went: `open`, or the error's message. */
function openSocket(url: string, origin: string): Promise<string> {
  return new Promise((done) => {
    const socket = new WebSocket(url.replace('http', 'ws'), { origin });
    socket.on('error', (error) => done(error.message));
    socket.on('open', () => {
      socket.terminate();
      done('open');
    });
  });
}

const ROUTES = [
  ['POST', '/jobs/a%20b/claim'],
  ['POST', '/jobs/a/complete'],
  ['POST', '/jobs/a/fail'],
  ['GET', '/jobs/a/frames/b'],
  ['GET', '/frames/b'],
  ['POST', '/events'],
  ['GET', '/worker/frames/b'],
  ['GET', '/status'],
] as const;

const asset = (extension: string): string =>
  `assets/${readdirSync(join(PAGE_FOLDER, 'assets')).find((name) => name.endsWith(extension))}`;

describe.each(pageServers)('%s with the page', (_, start) => {
  test('T6: what workers ask is passed on as it is, and nothing else', async () => {
    const { url, relay } = await openBoth(start);
    for (const [method, path] of ROUTES) expect((await fetch(url + path, { method })).status).toBe(200);
    expect(relay.seen.map(({ method, path }) => [method, path])).toEqual(ROUTES);
    for (const path of ['/admin', '/jobs', '/jobs/a/b', '/worker', '/frames/%2e%2e/admin']) {
      expect((await fetch(url + path)).status).toBe(404);
    }
    expect(relay.seen).toHaveLength(ROUTES.length);
  });

  test('T6: key, range, host and origin reach the relay, and whom the server speaks for; cookies do not', async () => {
    const { url, relay } = await openBoth(start);
    const headers = { 'X-Worker-Key': 'a3f9', Range: 'bytes=0-4', Origin: url, Cookie: 'a=b' };
    await fetch(`${url}/frames/b`, { headers });
    expect(relay.seen[0]?.headers).toMatchObject({
      'x-worker-key': 'a3f9',
      range: 'bytes=0-4',
      host: new URL(url).host,
      origin: url,
      'x-forwarded-for': '127.0.0.1',
    });
    expect(relay.seen[0]?.headers).not.toHaveProperty('cookie');
  });

  test('T6: an answer comes as it is, for no cache and no other origin', async () => {
    const { url, relay } = await openBoth(start);
    relay.respond = (_request, response) =>
      response.writeHead(403, { 'Content-Type': 'text/plain', 'Access-Control-Allow-Origin': '*' }).end('Forbidden');
    const answer = await fetch(`${url}/frames/b`);
    expect([answer.status, await answer.text()]).toEqual([403, 'Forbidden']);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(answer.headers.has('Access-Control-Allow-Origin')).toBe(false);
  });

  test('T6: a body of 1 MB passes and a longer one does not', async () => {
    const { url, relay } = await openBoth(start);
    const post = (length: number): Promise<Response> =>
      fetch(`${url}/events`, { method: 'POST', body: 'x'.repeat(length) });
    expect((await post(1_048_576)).status).toBe(200);
    expect(relay.seen[0]?.body).toHaveLength(1_048_576);
    // Caddy 2.6 blames its upstream.
    expect([413, 502]).toContain((await post(1_048_577)).status);
    expect(relay.seen).toHaveLength(1);
  });

  test('T6: a frame is passed on while it comes', async () => {
    const { url, relay } = await openBoth(start);
    let finish = (): void => {};
    relay.respond = (_request, response) => {
      response.write('first half');
      finish = () => response.end(', second half');
    };
    const reader = (await fetch(`${url}/frames/b`)).body?.getReader();
    const text = async (): Promise<string> => new TextDecoder().decode((await reader?.read())?.value);
    expect(await text()).toBe('first half');
    finish();
    expect(await text()).toBe(', second half');
  });

  test('T6: a relay that is down is 502', async () => {
    const { url } = await openServer(start, 'http://127.0.0.1:1');
    expect((await fetch(`${url}/status`)).status).toBe(502);
    expect(await openSocket(`${url}/connect`, url)).toBe('Unexpected server response: 502');
  });

  test('T6: a page of this origin opens its WebSocket, and another page nothing', async () => {
    const stage = await openStage({ cameras: 0 });
    opened.push(stage);
    const { url } = await openServer(start, stage.url);
    expect(await openSocket(`${url}/connect`, url)).toBe('open');
    expect(await openSocket(`${url}/connect`, PAGE_ORIGIN)).toBe('Unexpected server response: 403');
    expect((await fetch(`${url}/status`, { headers: { Origin: url } })).status).toBe(200);
    expect((await fetch(`${url}/status`, { headers: { Origin: PAGE_ORIGIN } })).status).toBe(403);
    expect((await fetch(`${url}/cameras/front-door/latest.jpg`)).status).toBe(403);
  });

  test('T6: every file of the page has the type and the caching that it needs', async () => {
    const { url } = await openServer(start, 'http://127.0.0.1:1');
    const files: readonly (readonly [string, string, string])[] = [
      ['', 'text/html', 'no-cache'],
      [asset('.js'), 'javascript', 'immutable'],
      [asset('.css'), 'text/css', 'immutable'],
      [asset('.mjs'), 'javascript', 'immutable'],
      [asset('.wasm'), 'application/wasm', 'immutable'],
      ['demo-model/config.json', 'application/json', 'no-cache'],
      ['sw.js', 'javascript', 'no-cache'],
      ['serviceWorkerRoutes.js', 'javascript', 'no-cache'],
      ['manifest.webmanifest', 'application/manifest+json', 'no-cache'],
      ['icons/icon-512.png', 'image/png', 'no-cache'],
    ];
    for (const [path, type, caching] of files) {
      const answer = await fetch(`${url}/${path}`);
      // To its end: Caddy waits for connections that were broken off before it stops.
      await answer.arrayBuffer();
      const { status, headers } = answer;
      expect([path, status]).toEqual([path, 200]);
      expect(headers.get('Content-Type')).toContain(type);
      expect(headers.get('Cache-Control')).toContain(caching);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    }
  });
});

describe.each(corsServers)('%s with CORS', (_, start) => {
  test('T6: a preflight is answered for the relay', async () => {
    const { url, relay } = await openBoth(start, PAGE_ORIGIN);
    const answer = await fetch(`${url}/frames/b`, { method: 'OPTIONS', headers: { Origin: PAGE_ORIGIN } });
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': PAGE_ORIGIN,
      'access-control-allow-headers': 'X-Worker-Key, Content-Type',
      'access-control-allow-methods': 'GET, POST, OPTIONS',
    });
    expect(relay.seen).toEqual([]);
  });

  test('T6: every answer allows the page’s origin once, errors too', async () => {
    const { url, relay } = await openBoth(start, PAGE_ORIGIN);
    relay.respond = (_request, response) =>
      response.writeHead(409, { 'Access-Control-Allow-Origin': '*' }).end('taken');
    const post = () => fetch(`${url}/jobs/a/claim`, { method: 'POST', headers: { Origin: PAGE_ORIGIN } });
    const answer = await post();
    expect([answer.status, await answer.text()]).toEqual([409, 'taken']);
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(PAGE_ORIGIN);
    await relay.close();
    const without = await post();
    expect(without.status).toBe(502);
    expect(without.headers.get('Access-Control-Allow-Origin')).toBe(PAGE_ORIGIN);
  });

  test('T6: another page opens no WebSocket and reads nothing', async () => {
    const stage = await openStage({ cameras: 0 });
    opened.push(stage);
    const { url } = await openServer(start, stage.url, PAGE_ORIGIN);
    expect(await openSocket(`${url}/connect`, PAGE_ORIGIN)).toBe('open');
    expect(await openSocket(`${url}/connect`, 'https://elsewhere.example')).toBe('Unexpected server response: 403');
    const answer = await fetch(`${url}/status`, { headers: { Origin: 'https://elsewhere.example' } });
    expect(answer.headers.get('Access-Control-Allow-Origin')).not.toBe('https://elsewhere.example');
    expect((await fetch(`${url}/admin`)).status).toBe(404);
  });
});
