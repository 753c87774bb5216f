// The rules of the session and of the dialects on real sockets: the worker's own code, a relay that says what the test
// wants, and a clock in a hurry.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { WorkerSettings } from '../../src/worker/api.ts';
import { jpegBytes } from '../fakes/imageBytes.ts';
import { jobCalled, wireJob } from '../fakes/jobs.ts';
import { createFastClock } from './fastClock.ts';
import { type HandRelay, startHandRelay } from './handRelay.ts';
import { startNodeWorker } from './nodeWorker.ts';

/** The worker's 30 s between heartbeats are 1.5 s here. */
const FACTOR = 20;

async function join(relay: HandRelay, settings: Partial<WorkerSettings> = {}, address = `127.0.0.1:${relay.port}`) {
  const clock = createFastClock(FACTOR);
  const worker = await startNodeWorker(address, clock, () => 0.5, settings);
  onTestFinished(async () => {
    await worker.stop();
    clock.stop();
  });
  return { clock, worker };
}

const typesOf = (relay: HandRelay, n: number): string[] =>
  relay.joined[n]?.said.map((text) => JSON.parse(text).type as string) ?? [];
const heartbeats = (relay: HandRelay, n: number): number =>
  typesOf(relay, n).filter((type) => type === 'heartbeat').length;
const say = (relay: HandRelay, n: number, message: unknown): void =>
  relay.joined[n]?.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
const batch = (id: string, createdAt: string, service = 'yard') => ({
  type: 'frame_batch',
  id,
  created_at: createdAt,
  data: { service_id: service, frames: [`${id}-1`, `${id}-2`], metadata: { duration_seconds: 1 } },
});
const giveFrames: HandRelay['respond'] = (request, response) =>
  response.writeHead(200).end(request.method === 'GET' ? jpegBytes(640, 360) : '{"status":"ok"}');

describe('a connection', () => {
  test('S1 S2: the worker registers first, and then sends heartbeats', async () => {
    const relay = await startHandRelay();
    await join(relay);
    await relay.until(() => heartbeats(relay, 0) >= 3);
    expect(typesOf(relay, 0).slice(0, 4)).toEqual(['register', 'heartbeat', 'heartbeat', 'heartbeat']);
  });

  test('S3: it is made again however it ended: with a code, with a reset, or by a relay that sends rubbish and leaves', async () => {
    const relay = await startHandRelay();
    await join(relay);
    const endings = [
      (n: number) => relay.joined[n]?.socket.close(1001),
      (n: number) => relay.joined[n]?.socket.terminate(),
      (n: number) => {
        say(relay, n, '{"rubbish"');
        relay.joined[n]?.socket.close(1011, 'no idea');
      },
    ];
    for (const [n, end] of endings.entries()) {
      await relay.until(() => typesOf(relay, n).length >= 1);
      end(n);
      await relay.until(() => relay.joined.length === n + 2);
    }
  });

  test('S4: a socket that opens and answers nothing is given up, and tried again', async () => {
    const relay = await startHandRelay(['/connect'], false);
    const { worker } = await join(relay, {}, `ws://127.0.0.1:${relay.port}/connect`);
    await relay.until(() => relay.joined.length >= 2);
    expect(worker.log.join('\n')).toContain('takes connections and answers nothing');
  });

  test('S7: a worker whose id was taken over stays away', async () => {
    const relay = await startHandRelay();
    const { worker, clock } = await join(relay);
    await worker.until(({ connection }) => connection.type === 'open');
    relay.joined[0]?.socket.close(4001, 'taken over');
    await worker.until(({ run }) => run.type === 'paused');
    await new Promise<void>((resolve) => clock.after(120_000, resolve));
    expect(relay.joined).toHaveLength(1);
  });

  test('S9: three minutes without a word, and the worker connects anew', async () => {
    const relay = await startHandRelay();
    const { worker } = await join(relay);
    await relay.until(() => relay.joined.length >= 2);
    // Six went out into the silence before.
    expect(heartbeats(relay, 0)).toBeGreaterThanOrEqual(5);
    expect(worker.log.join('\n')).toContain('Nothing came from the relay for three minutes');
  });

  test('S11 S12: a relay that floods with ten thousand messages a second starves no heartbeat and fills no memory', async () => {
    const relay = await startHandRelay();
    const { worker } = await join(relay, { mode: 'observe' });
    await worker.until(({ connection }) => connection.type === 'open');
    const text = JSON.stringify({ type: 'job_available', job: wireJob(jobCalled('j')) });
    const startedAtMs = performance.now();
    let sent = 0;
    const flood = setInterval(() => {
      // So many as are due, whatever else this machine does.
      for (; sent < (performance.now() - startedAtMs) * 10; sent++) relay.joined[0]?.socket.send(text);
    }, 10);
    onTestFinished(() => clearInterval(flood));
    await relay.until(() => heartbeats(relay, 0) >= 1);
    const heapBefore = process.memoryUsage().heapUsed;
    await relay.until(() => heartbeats(relay, 0) >= 4);
    clearInterval(flood);
    expect(sent).toBeGreaterThan(30_000);
    await worker.until(({ counts }) => counts.offered >= sent - 1);
    expect((process.memoryUsage().heapUsed - heapBefore) / 2 ** 20).toBeLessThan(64);
    expect(relay.joined).toHaveLength(1);
    // Fifty lines a second and a few of its own.
    expect(worker.log.length).toBeLessThan(20_000);
  });
});

describe('events for everyone', () => {
  test.each([
    ['E1', '/connect', '/frames/b1-1'],
    ['E2', '/worker/connect', '/worker/frames/b1-1'],
  ])(
    'D1 D6 D9: an %s relay is found by its path, and a batch that comes twice is looked at once',
    async (_, path, frame) => {
      const relay = await startHandRelay([path]);
      relay.respond = giveFrames;
      const { worker } = await join(relay);
      await worker.until(({ connection }) => connection.type === 'open');
      const work = batch('b1', '2026-01-10T12:00:00Z');
      for (const message of [work, work]) say(relay, 0, message);
      const answered = () =>
        relay.requests.filter((request) => request.startsWith('POST /events')).length +
        typesOf(relay, 0).filter((type) => type === 'event').length;
      await relay.until(() => answered() === 1);
      say(relay, 0, work);
      say(relay, 0, batch('b2', '2026-01-10T12:00:05Z'));
      await relay.until(() => answered() === 2);
      expect(relay.requests).toContain(`GET ${frame} key-1`);
      expect(worker.snapshot?.counts).toMatchObject({ claimed: 2 });
    },
  );

  test('S6 W4: a frame that is answered 403 brings a new registration, and the same batch with the new key', async () => {
    const relay = await startHandRelay(['/connect']);
    relay.respond = (request, response, body) =>
      request.headers['x-worker-key'] === 'key-1'
        ? response.writeHead(403).end('Forbidden')
        : giveFrames(request, response, body);
    const { worker } = await join(relay);
    await worker.until(({ connection }) => connection.type === 'open');
    say(relay, 0, batch('b1', '2026-01-10T12:00:00Z'));
    await relay.until(() => relay.requests.includes('POST /events key-2'));
    expect(relay.requests.filter((request) => request.startsWith('GET') && request.endsWith('key-2'))).toHaveLength(2);
  });
});
