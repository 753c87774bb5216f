import { once } from 'node:events';
import { request } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { startRelay } from '../relay/testing/startRelay.ts';
import { startSocketServer } from '../tests/support/socketServer.ts';
import { startGateway } from '../tests/support/startGateway.ts';

/** A gateway in front of a relay that accepts sockets at this path alone. */
async function startBoth({ path = '/connect', prefix = '' } = {}) {
  const relay = await startSocketServer(prefix + path);
  const { url, ...gateway } = await startGateway(relay.base + prefix);
  return { relay, url: url.replace('http', 'ws'), ...gateway };
}

/** A browser's socket, and what became of it. */
function open(url: string, options: ClientOptions = {}, protocols: string[] = []) {
  const socket = new WebSocket(url, protocols, options);
  onTestFinished(() => socket.terminate());
  const said: string[] = [];
  socket.on('open', () => said.push('open'));
  socket.on('error', (error) => said.push(error.message));
  const connection = new Promise<Socket>((resolve) => {
    socket.on('upgrade', (answer) => resolve(answer.socket));
  });
  const ended = new Promise<string[]>((resolve) => {
    socket.on('close', (code, reason) => resolve([...said, `${code} ${reason}`.trim()]));
  });
  return { socket, connection, ended };
}

async function openBoth() {
  const { url, relay, ...rest } = await startBoth();
  const page = open(`${url}/connect`);
  const [atRelay] = await Promise.all([relay.next(), once(page.socket, 'open')]);
  return { url, relay, page, atRelay, ...rest };
}

test.each([
  ['/connect', ''],
  ['/worker/connect', ''],
  ['/worker/connect', '/site'],
])('T5: a socket at %s is the relay’s below “%s”, both ways and with its query', async (path, prefix) => {
  const { url, relay } = await startBoth({ path, prefix });
  const { socket } = open(`${url}${path}?a=1`, {}, ['cams']);
  const [atRelay] = await Promise.all([relay.next(), once(socket, 'open')]);
  expect(atRelay.request.url).toBe(`${prefix}${path}?a=1`);
  expect(socket.protocol).toBe('cams');

  socket.send('to the relay');
  expect(String((await once(atRelay.socket, 'message'))[0])).toBe('to the relay');
  const bytes = Buffer.alloc(200_000, 7);
  atRelay.socket.send(bytes);
  expect(bytes.equals((await once(socket, 'message'))[0])).toBe(true);
});

test('T5: what the relay says with its handshake is not lost', async () => {
  const { url, relay } = await startBoth();
  relay.greeting = 'welcome';
  const { socket } = open(`${url}/connect`);
  expect(String((await once(socket, 'message'))[0])).toBe('welcome');
});

test('T5: what comes right behind the handshake is not lost', async () => {
  const { url, relay } = await startBoth();
  const { host, port, hostname } = new URL(url);
  const client = connect(Number(port), hostname);
  onTestFinished(() => void client.destroy());
  const key = Buffer.alloc(16).toString('base64');
  const asking = `Host: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13`;
  // A text frame “hi”, masked with zeros.
  const frame = Buffer.from([0x81, 0x82, 0, 0, 0, 0, ...Buffer.from('hi')]);
  client.write(
    `GET /connect HTTP/1.1\r\n${asking}\r\nSec-WebSocket-Key: ${key}\r\n\r\n${frame.toString('latin1')}`,
    'latin1',
  );
  expect(await (await relay.next()).firstMessage).toBe('hi');
});

test('T5: the relay sees its own host and origin, whom the gateway speaks for, and no cookies', async () => {
  const { url, relay } = await startBoth();
  open(`${url}/connect`, { origin: url.replace('ws', 'http'), headers: { Cookie: 'of=another-port' } });
  const { headers } = (await relay.next()).request;
  expect(headers).toMatchObject({
    host: new URL(relay.base).host,
    origin: relay.base,
    'x-forwarded-for': '127.0.0.1',
  });
  expect(headers).not.toHaveProperty('cookie');
});

test('T5: the relay’s close code and reason reach the page', async () => {
  const { page, atRelay } = await openBoth();
  atRelay.socket.close(4001, 'Registered by a newer connection.');
  expect(await page.ended).toEqual(['open', '4001 Registered by a newer connection.']);
});

test('T5: the page’s close code reaches the relay', async () => {
  const { page, atRelay } = await openBoth();
  page.socket.close(3000, 'bye');
  const [code, reason] = await once(atRelay.socket, 'close');
  expect([code, String(reason)]).toEqual([3000, 'bye']);
});

/** The connection below a WebSocket ends without a close frame, in either of the two ways that TCP has. */
const CUTS: readonly [string, (connection: Socket) => unknown][] = [
  ['ends', (connection) => connection.destroy()],
  ['is reset', (connection) => connection.resetAndDestroy()],
];

test.each(CUTS)(
  'T5: a relay whose connection %s cuts its page off, as if nothing were between them',
  async (_, cut) => {
    const { page, atRelay } = await openBoth();
    cut(atRelay.request.socket);
    expect(await page.ended).toEqual(['open', '1006']);
  },
);

test.each(CUTS)('T5: a page whose connection %s is gone for the relay', async (_, cut) => {
  const { page, atRelay } = await openBoth();
  const left = once(atRelay.socket, 'close');
  cut(await page.connection);
  expect((await left)[0]).toBe(1006);
});

test('T5: a ping of the relay is answered by the page, and one of the page by the relay', async () => {
  const { page, atRelay } = await openBoth();
  atRelay.socket.ping('there?');
  expect(String((await once(atRelay.socket, 'pong'))[0])).toBe('there?');
  page.socket.ping('and you?');
  expect(String((await once(page.socket, 'pong'))[0])).toBe('and you?');
});

test('T5: a path that the relay does not know fails before it opens, and the other one opens', async () => {
  const { url, relay, told } = await startBoth({ path: '/worker/connect' });
  expect(await open(`${url}/connect`).ended).toEqual(['Unexpected server response: 404', '1006']);
  open(`${url}/worker/connect`);
  expect((await relay.next()).request.url).toBe('/worker/connect');
  expect(told).toEqual([]);
});

test('T5: a refused handshake comes with the relay’s own answer', async () => {
  const { url } = await startBoth({ path: '/worker/connect' });
  const { socket } = open(`${url}/connect`);
  const [, answer] = await once(socket, 'unexpected-response');
  expect(answer.statusCode).toBe(404);
  expect(String((await once(answer, 'data'))[0])).toBe('no socket here');
});

test('T5: a relay that is down fails the handshake at once, and is found again when it is back', async () => {
  const { url: base, relay } = await startRelay();
  const { url, told } = await startGateway(base);
  await relay.close();
  const address = `${url.replace('http', 'ws')}/connect`;
  expect(await open(address).ended).toEqual(['Unexpected server response: 502', '1006']);
  await startRelay({ port: Number(new URL(base).port) });
  await once(open(address).socket, 'open');
  expect(told).toEqual([expect.stringContaining('ECONNREFUSED'), undefined]);
});

test('T5: a relay that hangs up during the handshake fails it at once', async () => {
  const server = createServer((socket) => socket.once('data', () => socket.end()));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const { url } = await startGateway(`http://127.0.0.1:${port}`);
  expect(await open(`${url.replace('http', 'ws')}/connect`).ended).toEqual(['Unexpected server response: 502', '1006']);
});

test.each(['https://elsewhere.example', 'null'])(
  'T5: a page of the origin %s opens no socket, and the relay hears nothing of it',
  async (origin) => {
    const { url, relay } = await startBoth();
    expect(await open(`${url}/connect`, { origin }).ended).toEqual(['Unexpected server response: 403', '1006']);
    expect(relay.asked).toEqual([]);
  },
);

test.each(['/', '/events', '/connect/more', '/worker'])('T5: no socket opens at %s', async (path) => {
  const { url, relay } = await startBoth();
  expect(await open(url + path).ended).toEqual(['Unexpected server response: 404', '1006']);
  expect(relay.asked).toEqual([]);
});

test('T5: another protocol than WebSocket is refused', async () => {
  const { url, relay } = await startBoth();
  const asked = request(`${url.replace('ws', 'http')}/connect`, {
    headers: { Connection: 'Upgrade', Upgrade: 'h2c' },
  }).end();
  const [answer] = await once(asked, 'response');
  expect(answer.statusCode).toBe(426);
  expect(relay.asked).toEqual([]);
});

test('T5: closing the gateway cuts its sockets, and may be done twice', async () => {
  const { gateway, page, atRelay } = await openBoth();
  const left = once(atRelay.socket, 'close');
  await gateway.close();
  await gateway.close();
  expect(await page.ended).toEqual(['open', '1006']);
  await left;
});
