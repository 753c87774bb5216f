// The wire as a worker that is not ours would speak it: raw sockets and fetch, nothing shared with the product.
import { EventEmitter, once } from 'node:events';
import { onTestFinished } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';

export async function connect(relayUrl: string, options: ClientOptions = {}, path = '/connect') {
  const socket = new WebSocket(relayUrl.replace('http', 'ws') + path, options);
  const messages: Record<string, unknown>[] = [];
  const news = new EventEmitter();
  socket.on('message', (data) => {
    messages.push(JSON.parse(data.toString()));
    news.emit('message');
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  onTestFinished(() => socket.terminate());
  await once(socket, 'open');

  return {
    socket,
    closed,
    messages,
    say: (message: unknown): void => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    /** The next message that was not taken yet. */
    async hear(): Promise<Record<string, unknown>> {
      while (messages.length === 0) await once(news, 'message');
      return messages.shift() ?? {};
    },
    async close(): Promise<void> {
      socket.close();
      await closed;
    },
  };
}

export async function joinAs(relayUrl: string, workerId: string) {
  const client = await connect(relayUrl);
  client.say({ type: 'register', data: { worker_id: workerId } });
  const { data } = await client.hear();
  return { ...client, workerId, key: (data as { key: string }).key };
}

/** A worker of dialect E1 or E2, which sends an id that the relay ignores. */
export async function joinEvents(relayUrl: string, path = '/connect') {
  const client = await connect(relayUrl, {}, path);
  client.say({ type: 'register', data: { worker_id: 'anna' } });
  const { data } = await client.hear();
  const { worker_id: workerId, key } = data as { worker_id: string; key: string };
  return { ...client, workerId, key };
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export async function post(url: string, body: unknown, key?: string): Promise<Answer> {
  const headers = { 'Content-Type': 'application/json', ...(key !== undefined && { 'X-Worker-Key': key }) };
  const answer = await fetch(url, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    redirect: 'error',
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

export function getWithKey(url: string, key?: string): Promise<Response> {
  return fetch(url, { redirect: 'error', headers: key === undefined ? {} : { 'X-Worker-Key': key } });
}
