// The gateway in front of a relay that is down, breaks off or is not who it says.
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { startRelay } from '../relay/testing/startRelay.ts';
import { selfSigned } from '../tests/fakes/selfSigned.ts';
import { startBoth, startGateway } from '../tests/support/startGateway.ts';
import { hasGone } from './gatewayHttp.ts';

test('T3: an answer that breaks off breaks off for the page, and the gateway goes on', async () => {
  const { url, relay } = await startBoth();
  relay.respond = (_, response) => {
    response.writeHead(200, { 'Content-Length': '1000' });
    response.write('part', () => response.destroy());
  };
  await expect(fetch(`${url}/frames/a`).then((answer) => answer.text())).rejects.toThrow();
  relay.respond = (_, response) => response.end('whole');
  expect(await (await fetch(`${url}/frames/a`)).text()).toBe('whole');
});

test('T3: a page that breaks off what it sends is not taken for a relay that is down', async () => {
  const relay = createServer();
  await once(relay.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void relay.close());
  const { url, told } = await startGateway(`http://127.0.0.1:${(relay.address() as AddressInfo).port}`);
  const asking = request(`${url}/events`, { method: 'POST', headers: { 'Content-Length': 10 } });
  asking.on('error', () => {}).write('part');
  const [atRelay] = await once(relay, 'request');
  asking.destroy();
  await expect(once(atRelay.resume(), 'end')).rejects.toThrow('aborted');

  relay.once('request', (_, response) => response.end());
  expect((await fetch(`${url}/status`)).status).toBe(200);
  expect(told).toEqual([]);
});

test('T3: a page that has gone is known by its socket, also where Node has taken that away', () => {
  const socket = new Socket();
  expect(hasGone({ socket })).toBe(false);
  socket.destroy();
  expect(hasGone({ socket })).toBe(true);
  expect(hasGone({ socket: null })).toBe(true);
});

test('T3: a gateway that ends while a page waits for its relay ends without a word', async () => {
  const relay = createServer();
  await once(relay.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    relay.closeAllConnections();
    relay.close();
  });
  const { url, told, gateway } = await startGateway(`http://127.0.0.1:${(relay.address() as AddressInfo).port}`);
  const asking = fetch(`${url}/frames/a`);
  await once(relay, 'request');
  await Promise.all([expect(asking).rejects.toThrow(), gateway.close()]);
  expect(told).toEqual([]);
});

test('T3: a relay that is down is 502 with a sentence, told once, and found again when it is back', async () => {
  const { url: base, relay } = await startRelay();
  const { url, told } = await startGateway(base);
  expect((await fetch(`${url}/status`)).status).toBe(200);
  await relay.close();
  for (let request = 0; request < 2; request++) {
    const answer = await fetch(`${url}/status`);
    expect(answer.status).toBe(502);
    expect(await answer.json()).toEqual({ error: 'The relay does not answer.' });
  }
  expect(told).toEqual([expect.stringContaining('ECONNREFUSED')]);

  await startRelay({ port: Number(new URL(base).port) });
  expect((await fetch(`${url}/status`)).status).toBe(200);
  expect(told).toEqual([expect.any(String), undefined]);
});

test('T3: the gateway starts without its relay', async () => {
  const { url } = await startGateway('http://127.0.0.1:1');
  expect((await fetch(url)).status).toBe(200);
  expect((await fetch(`${url}/status`)).status).toBe(502);
});

test('T3: a relay whose certificate nobody vouches for is not asked', async () => {
  const asked: string[] = [];
  const server = createHttpsServer(selfSigned, (request, response) => {
    asked.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const { url, told } = await startGateway(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
  expect((await fetch(`${url}/frames/a`, { headers: { 'X-Worker-Key': 'a3f9' } })).status).toBe(502);
  expect(told).toEqual([expect.stringContaining('certificate')]);
  expect(asked).toEqual([]);
});
