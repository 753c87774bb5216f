import { type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Sky } from './sky.ts';

const SERVER_ERRORS = [500, 502, 503, 429];
/** A slow body comes in so many drops. */
const DROPS = 20;
const LONGEST_DROP_MS = 4000;

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Passes one request on to the relay, as far as the weather lets it. */
export async function passRequest(sky: Sky, relayPort: number, incoming: IncomingMessage, outgoing: ServerResponse) {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  await sky.thaw();
  await sky.wait(sky.random.next() * sky.weather.delayMs);
  if (sky.happens('serverErrors')) {
    outgoing.writeHead(sky.random.pick(SERVER_ERRORS), { 'Content-Type': 'text/plain' }).end('bad weather');
    return;
  }
  const ask = () => askRelay(relayPort, incoming, body);
  const answer = await ask();
  if (incoming.method === 'POST' && sky.happens('duplicated')) await ask();
  await sky.thaw();
  if (sky.happens('lostAnswers')) return void outgoing.destroy();
  outgoing.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
  if (sky.happens('truncated')) {
    outgoing.write(answer.body.subarray(0, answer.body.length >> 1), () => outgoing.destroy());
    return;
  }
  if (sky.happens('slow')) await drip(sky, answer.body, outgoing);
  else outgoing.end(answer.body);
}

function askRelay(port: number, { method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path: url, headers, agent: false }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      const { 'transfer-encoding': _, connection: __, ...kept } = answer.headers;
      resolve({ status: answer.statusCode ?? 502, headers: kept, body: Buffer.concat(chunks) });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

async function drip(sky: Sky, body: Buffer, outgoing: ServerResponse): Promise<void> {
  const dropMs = sky.random.next() * LONGEST_DROP_MS;
  const size = Math.ceil(body.length / DROPS);
  for (let at = 0; at < body.length && !outgoing.destroyed; at += size) {
    outgoing.write(body.subarray(at, at + size));
    await sky.wait(dropMs);
  }
  outgoing.end();
}
