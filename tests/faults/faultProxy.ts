// Stands between a worker and a relay, on real sockets, and makes the network bad.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import { passRequest } from './httpWeather.ts';
import type { Sky } from './sky.ts';
import { passSocket } from './socketWeather.ts';

export interface FaultProxy {
  readonly port: number;
  /** Cuts every open connection with a TCP reset. */
  resetAll(): void;
  close(): Promise<void>;
}

export async function startFaultProxy(sky: Sky, relayPort: number): Promise<FaultProxy> {
  const connections = new Set<Socket>();
  const server = createServer((request, response) => {
    passRequest(sky, relayPort, request, response).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('connection', (connection) => {
    if (sky.happens('refused')) return void connection.resetAndDestroy();
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
    connection.on('error', () => {});
  });
  server.on('upgrade', async (request, connection, head) => {
    await sky.thaw();
    if (connection.destroyed) return;
    sockets.handleUpgrade(request, connection, head, (worker) =>
      passSocket(sky, `ws://127.0.0.1:${relayPort}${request.url}`, worker),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const resetAll = (): void => {
    for (const connection of connections) connection.resetAndDestroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    resetAll,
    async close() {
      const closed = once(server, 'close');
      server.close();
      resetAll();
      await closed;
    },
  };
}
