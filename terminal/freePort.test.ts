import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { listenOnFreePort } from './freePort.ts';

const taken = (): Error => Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' });

test('T1: the next free port is taken where the default one is in use', async () => {
  const tried: number[] = [];
  const port = await listenOnFreePort(7010, async (candidate) => {
    tried.push(candidate);
    if (candidate < 7012) throw taken();
    return candidate;
  });
  expect(port).toBe(7012);
  expect(tried).toEqual([7010, 7011, 7012]);
});

test('T1: another error than a taken port is told at once', async () => {
  let tries = 0;
  const listening = listenOnFreePort(7010, async () => {
    tries += 1;
    throw new Error('no such camera');
  });
  await expect(listening).rejects.toThrow('no such camera');
  expect(tries).toBe(1);
});

test('T1: the search for a port ends', async () => {
  let tries = 0;
  const listening = listenOnFreePort(7010, async () => {
    tries += 1;
    throw taken();
  });
  await expect(listening).rejects.toThrow('EADDRINUSE');
  expect(tries).toBe(20);
});

test('T1: a port that the system itself calls taken is one', async () => {
  const listen = (port: number) =>
    new Promise<ReturnType<typeof createServer>>((done, fail) => {
      const server = createServer();
      server.once('error', fail).listen(port, '127.0.0.1', () => done(server));
    });
  const portOf = (server: ReturnType<typeof createServer>): number => (server.address() as { port: number }).port;

  const first = await listen(0);
  const second = await listenOnFreePort(portOf(first), listen);
  expect(portOf(second)).toBeGreaterThan(portOf(first));
  first.close();
  second.close();
});
