// What a strange relay may send, against the real worker thread: a bare WebSocket server plays the relay.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { createRelay } from '../../relay/relay.ts';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { openPage, startButton } from './stage.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchTestBrowser();
});
afterAll(() => browser.close());

test('P1 P2 G3: what cannot be read is logged as text and ignored, costs no request, and the next job is seen', async () => {
  const pages = createRelay({ port: 0, cameras: 0 });
  const { url } = await pages.listen();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sockets = new WebSocketServer({ server, path: '/connect' });
  const { port } = server.address() as AddressInfo;

  const { page, errors, close } = await openPage(
    browser,
    `${url}/?relay=${encodeURIComponent(`ws://127.0.0.1:${port}/connect`)}`,
  );
  const registered = new Promise<WebSocket>((resolve) => {
    sockets.on('connection', (socket) => socket.once('message', () => resolve(socket)));
  });
  await startButton(page).click();
  const socket = await registered;
  const send = (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  const job = (fields: object) => ({
    type: 'job_available',
    job: { id: 'j', type: 'frame_analysis', service_id: 's', timestamp: '', frames: ['f'], metadata: {}, ...fields },
  });
  send({ type: 'registered', data: { worker_id: 'w', key: 'k' } });
  send('{');
  send('<img src=x onerror="window.hacked = true">');
  send({ type: 'gossip' });
  send(job({ frames: [] }));
  send(job({ id: '..' }));
  send(job({ id: 'x'.repeat(5000) }));
  send(job({ frames: Array.from({ length: 5000 }, (_, i) => `f${i}`) }));
  send(job({ id: 'the-good-one', metadata: { note: '<b>bold</b>' } }));

  await page.getByText('the-good-one').first().waitFor({ state: 'attached' });
  for (const reason of ['not JSON', 'job without frames', 'dots alone', 'more than 64 frames']) {
    await page.getByText(reason).first().waitFor({ state: 'attached' });
  }
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(await page.locator('b', { hasText: 'bold' }).count()).toBe(0);
  expect(requests).toEqual([]);
  expect(errors).toEqual([]);
  await close();
  sockets.close();
  for (const client of sockets.clients) client.terminate();
  server.close();
  await pages.close();
});
