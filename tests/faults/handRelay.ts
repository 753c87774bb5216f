// A relay whose every word is said by the test, on a real socket.
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';

export interface HandRelay {
  readonly port: number;
  /** Where the n-th worker connected, its socket, and what it said so far. */
  readonly joined: readonly { readonly path: string; readonly socket: WebSocket; readonly said: readonly string[] }[];
  /** `GET /frames/f1 key-1`, … in their order. */
  readonly requests: readonly string[];
  /** Resolves when it holds, which is looked at after each message, request or connection. */
  until(isMet: () => boolean): Promise<void>;
  /** What each request is answered with; 404 where nothing is said. */
  respond: (request: IncomingMessage, response: ServerResponse, body: string) => void;
}

/** @param paths where sockets open; a `register` is answered with `key-1`, `key-2`, … unless `answers` is false */
export async function startHandRelay(paths: readonly string[] = ['/connect'], answers = true): Promise<HandRelay> {
  const joined: { path: string; socket: WebSocket; said: string[] }[] = [];
  const requests: string[] = [];
  const news = new EventEmitter();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    requests.push(`${request.method} ${request.url} ${request.headers['x-worker-key'] ?? ''}`.trim());
    relay.respond(request, response, body);
    news.emit('news');
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, connection, head) => {
    if (!paths.includes(request.url ?? '')) return void connection.destroy();
    sockets.handleUpgrade(request, connection, head, (socket) => {
      const one = { path: request.url ?? '', socket, said: [] as string[] };
      joined.push(one);
      const key = `key-${joined.length}`;
      socket.on('message', (data) => {
        one.said.push(data.toString());
        if (answers && one.said.length === 1)
          socket.send(JSON.stringify({ type: 'registered', data: { worker_id: 'w', key } }));
        news.emit('news');
      });
      news.emit('news');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const { socket } of joined) socket.terminate();
    server.closeAllConnections();
    server.close();
  });
  const relay: HandRelay = {
    port: (server.address() as AddressInfo).port,
    joined,
    requests,
    async until(isMet) {
      while (!isMet()) await once(news, 'news');
    },
    respond: (_request, response) => response.writeHead(404).end(),
  };
  return relay;
}
