import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createHandClock } from '../../relay/testing/handClock.ts';
import { selfSigned } from '../../tests/fakes/selfSigned.ts';
import { DEFAULT_BOUNDS } from './bounds.ts';
import { checkUrl } from './testing/checkUrl.ts';

async function portOf(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test('T4: a port where nothing listens is named, and nothing else is tried', async () => {
  const server = createServer();
  const port = await portOf(server);
  server.close();
  await once(server, 'close');
  const { failed, told, verdict } = await checkUrl(`127.0.0.1:${port}`);
  expect(failed).toEqual(['C1']);
  expect(told('C1')).toBe(
    `FAIL 127.0.0.1:${port}: nothing listens there. Is the relay running, and are host and port right?`,
  );
  expect(told('C43')).toBe('skip No worker was registered.');
  expect(verdict.worker.answer).toBe('no');
});

test('T4: a plain HTTP server is told from a relay', async () => {
  const port = await portOf(createHttpServer((_request, response) => response.writeHead(404).end('not here')));
  const { failed, told } = await checkUrl(`http://127.0.0.1:${port}`);
  expect(failed).toEqual(['C1']);
  expect(told('C1')).toMatch(/^FAIL Something answers HTTP there, but takes no WebSocket: .* HTTP 404 instead/);
});

test('T4: a server that sends elsewhere is told with where to', async () => {
  const port = await portOf(
    createHttpServer((_request, response) => response.writeHead(301, { Location: 'https://cams.example/' }).end()),
  );
  expect((await checkUrl(`127.0.0.1:${port}/connect`)).told('C1')).toContain('HTTP 301 to “https://cams.example/”');
});

test('T4: what speaks no HTTP is said to be just that', async () => {
  const port = await portOf(createServer((socket) => socket.end('SSH-2.0-hello\r\n')));
  expect((await checkUrl(`127.0.0.1:${port}/connect`)).told('C1')).toContain('what answers there speaks no HTTP');
});

test('T4: TLS that a browser would refuse, or that is not there, is named', async () => {
  const tls = await portOf(createTlsServer(selfSigned));
  expect((await checkUrl(`wss://127.0.0.1:${tls}`)).told('C1')).toContain('its certificate is self-signed');
  const plain = await portOf(createHttpServer());
  expect((await checkUrl(`wss://127.0.0.1:${plain}`)).told('C1')).toContain('this port speaks no TLS');
});

test('T4: a server that never answers the handshake is given up', async () => {
  const clock = createHandClock();
  const server = createServer();
  server.once('connection', (socket) => {
    onTestFinished(() => void socket.destroy());
    socket.once('data', () => void clock.advance(DEFAULT_BOUNDS.openMs));
  });
  const { told } = await checkUrl(`127.0.0.1:${await portOf(server)}/connect`, { clock });
  expect(told('C1')).toContain('no answer within 10 s');
});
