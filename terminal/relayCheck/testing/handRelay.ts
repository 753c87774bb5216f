// A relay made by hand, to be wrong in one way at a time. Where a test says nothing else, it keeps dialect J's rules for
// sockets, frames and other origins, and has one job; it knows no claims.
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { JPEG } from './pictures.ts';

export const KEY = '0123456789abcdef'.repeat(4);

export const JOB = {
  id: 'job-1',
  type: 'frame_analysis',
  service_id: 'front-door',
  timestamp: '2026-01-10T12:00:00Z',
  frames: ['frame-1'],
  metadata: {},
};

export const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'X-Worker-Key, Content-Type',
};

export interface HandAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
  /** Without Content-Length. */
  readonly chunked?: boolean;
}

export interface Said {
  readonly type?: unknown;
}

interface HandRelayOptions {
  /** Everything that a worker says comes here, with what would usually be done about it. */
  readonly hear?: (said: Said, socket: WebSocket, usually: () => void, path: string) => void;
  /** What a worker is told of when it registers. */
  readonly jobs?: readonly object[];
  /** Called with each new socket. */
  readonly greet?: (socket: WebSocket, path: string) => void;
  readonly answer?: (request: IncomingMessage, usual: HandAnswer) => HandAnswer;
  readonly accepts?: (request: IncomingMessage) => boolean;
}

export async function startHandRelay({
  hear,
  jobs = [JOB],
  greet,
  answer,
  accepts = atConnect,
}: HandRelayOptions = {}) {
  const live = new Set<WebSocket>();
  const heard: Said[] = [];
  const news = new EventEmitter();
  const sockets = new WebSocketServer({ noServer: true });
  const server = createServer((request, response) => {
    const usual = usually(request, live.size > 0);
    const { status, headers, body = '', chunked } = answer?.(request, usual) ?? usual;
    request.resume();
    response.writeHead(status, { ...headers, ...(!chunked && { 'Content-Length': body.length }) }).end(body);
  });

  function register(socket: WebSocket): void {
    live.add(socket);
    socket.once('close', () => live.delete(socket));
    socket.send(JSON.stringify({ type: 'registered', data: { worker_id: 'hand-made', key: KEY } }));
    for (const job of jobs) socket.send(JSON.stringify({ type: 'job_available', job }));
  }

  server.on('upgrade', (request, socket, head) => {
    if (!accepts(request)) {
      socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      greet?.(webSocket, request.url ?? '');
      webSocket.on('message', (data) => {
        const said = JSON.parse(data.toString()) as Said;
        const usual = (): void => {
          if (said.type === 'register' && !live.has(webSocket)) register(webSocket);
        };
        if (hear) hear(said, webSocket, usual, request.url ?? '');
        else usual();
        heard.push(said);
        news.emit('heard');
      });
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    for (const client of sockets.clients) client.terminate();
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;

  return {
    url: `ws://127.0.0.1:${port}/connect`,
    heard,
    async untilHeard(count: number): Promise<void> {
      while (heard.length < count) await once(news, 'heard');
    },
  };
}

const atConnect = ({ url }: IncomingMessage): boolean => url === '/connect';

function usually({ method, url, headers }: IncomingMessage, isKeyLive: boolean): HandAnswer {
  const key = headers['x-worker-key'];
  if (method === 'OPTIONS') return { status: 204, headers: { ...CORS, 'Access-Control-Max-Age': '7200' } };
  if (key === undefined) return { status: 401, headers: CORS };
  if (key !== KEY || !isKeyLive) return { status: 403, headers: CORS };
  if (url !== '/jobs/job-1/frames/frame-1') return { status: 404, headers: CORS };
  return { status: 200, headers: { ...CORS, 'Content-Type': 'image/jpeg' }, body: JPEG };
}
