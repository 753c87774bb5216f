import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';

export interface AcceptedSocket {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** Listened for from the beginning: it may come together with the handshake. */
  readonly firstMessage: Promise<string>;
}

/** A server that accepts WebSockets at one path and refuses them elsewhere with 404. It ends with the test. */
export async function startSocketServer(path: string) {
  const asked: string[] = [];
  const accepted: AcceptedSocket[] = [];
  const news = new EventEmitter();
  const sockets = new WebSocketServer({ noServer: true });
  const server = createServer();
  server.on('upgrade', (request, socket, head) => {
    const url = request.url ?? '';
    asked.push(url);
    if (url.split('?', 1)[0] !== path) {
      socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 14\r\n\r\nno socket here');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      if (started.greeting !== undefined) webSocket.send(started.greeting);
      const firstMessage = new Promise<string>((heard) => webSocket.once('message', (data) => heard(String(data))));
      accepted.push({ socket: webSocket, request, firstMessage });
      news.emit('accepted');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    for (const client of sockets.clients) client.terminate();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const started = {
    base: `http://127.0.0.1:${port}`,
    /** The URL of each handshake, refused ones too. */
    asked,
    /** Sent at once to whoever connects. */
    greeting: undefined as string | undefined,
    /** The next socket that was not taken yet. */
    async next(): Promise<AcceptedSocket> {
      for (;;) {
        const one = accepted.shift();
        if (one !== undefined) return one;
        await once(news, 'accepted');
      }
    },
  };
  return started;
}
