import { describe, expect, test } from 'vitest';
import { joinEvents } from '../testing/client.ts';
import { batchesOf } from '../testing/shots.ts';
import { startRelay } from '../testing/startRelay.ts';

async function withWorker(options: Parameters<typeof startRelay>[0] = {}) {
  const relay = await startRelay({ dialect: 'E1', ...options });
  const anna = await joinEvents(relay.url);
  async function send(request: RequestInit, key: string | undefined = anna.key) {
    const headers = new Headers(request.headers);
    if (key !== '') headers.set('X-Worker-Key', key);
    const answer = await fetch(`${relay.url}/events`, { method: 'POST', ...request, headers });
    return { status: answer.status, type: answer.headers.get('Content-Type'), text: await answer.text() };
  }
  return { ...relay, anna, send, received: () => relay.events.filter(({ type }) => type === 'event-received') };
}

const TEXT = 'text/plain; charset=utf-8';

describe('E1: POST /events', () => {
  test('B9: an event is stored and answered with {"status":"ok"} as plain text', async () => {
    const { send, until, anna } = await withWorker();
    const { status, type, text } = await send({ body: '{"summary":"A dog.","service_id":"yard"}' });
    expect([status, type, JSON.parse(text)]).toEqual([200, TEXT, { status: 'ok' }]);
    expect(await until('event-received')).toEqual({
      type: 'event-received',
      workerId: anna.workerId,
      data: { summary: 'A dog.', service_id: 'yard' },
      serviceId: 'yard',
      camera: 'yard',
      receivedAtMs: Date.UTC(2026, 0, 10, 12),
    });
  });

  test.each(['application/json', 'text/plain', 'image/png', 'no type at all', 'application/json; charset=latin1'])(
    'B9: a body that is declared as %s is read all the same',
    async (type) => {
      const { send } = await withWorker();
      expect((await send({ body: '{}', headers: { 'Content-Type': type } })).status).toBe(200);
    },
  );

  test('B9: a body without any type is read all the same', async () => {
    const { send } = await withWorker();
    expect((await send({ body: Buffer.from('{}') })).status).toBe(200);
  });

  test.each([
    ['not JSON', '{"summary"'],
    ['empty', ''],
    ['an array', '[{"summary":"A dog."}]'],
    ['a string', '"A dog."'],
  ])('B9: a body that is %s is 400', async (_name, body) => {
    const { send, received } = await withWorker();
    expect(await send({ body })).toEqual({ status: 400, type: TEXT, text: 'Invalid JSON\n' });
    expect(received()).toEqual([]);
  });

  test('B9: without a key an event is 401, with a wrong or dead one 403, whatever the body is', async () => {
    const { send, anna } = await withWorker();
    expect(await send({ body: '{' }, '')).toEqual({ status: 401, type: TEXT, text: 'Missing X-Worker-Key header\n' });
    expect(await send({ body: '{' }, 'f'.repeat(64))).toEqual({
      status: 403,
      type: TEXT,
      text: 'Invalid worker key\n',
    });
    await anna.close();
    expect((await send({ body: '{}' })).status).toBe(403);
  });

  test.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('B9: %s is 405, with and without a key', async (method) => {
    const { send } = await withWorker();
    expect((await send({ method })).status).toBe(405);
    expect(await send({ method }, '')).toEqual({ status: 405, type: TEXT, text: 'Method not allowed\n' });
  });

  test('B9: an event that is posted twice is stored twice', async () => {
    const { send, received, url } = await withWorker();
    await send({ body: '{"summary":"A dog."}' });
    await send({ body: '{"summary":"A dog."}' });
    expect(received()).toHaveLength(2);
    const { results, jobs } = await (await fetch(`${url}/status`)).json();
    expect([results.length, jobs.done]).toEqual([2, 2]);
  });

  test('B9: an event over a megabyte is read', async () => {
    const { send } = await withWorker();
    expect((await send({ body: JSON.stringify({ padding: 'x'.repeat(3_000_000) }) })).status).toBe(200);
  });
});

describe('E2: the message “event”', () => {
  async function withSocket() {
    const relay = await startRelay({ dialect: 'E2', batch: 2, count: 2 });
    return { ...relay, anna: await joinEvents(relay.url, '/worker/connect') };
  }

  test('B10: an event is stored each time it comes, and never acknowledged', async () => {
    const { anna, until, nextShot } = await withSocket();
    anna.say({ type: 'event', data: { summary: 'A dog.' } });
    anna.say({ type: 'event', data: { summary: 'A dog.' } });
    anna.say({ type: 'event', data: { summary: 'A cat.' } });
    await until('event-received', ({ data }) => data['summary'] === 'A cat.');
    const [sent] = await nextShot();
    expect(await anna.hear()).toEqual(sent);
  });

  test('B10: data that is an array, a string, null or missing is dropped in silence, and the connection lives on', async () => {
    const { anna, until, events } = await withSocket();
    for (const data of [[{ summary: 'A dog.' }], 'A dog.', null, undefined]) anna.say({ type: 'event', data });
    anna.say({ type: 'event', data: {} });
    expect((await until('event-received')).data).toEqual({});
    expect(events.filter(({ type }) => type === 'message-ignored')).toHaveLength(4);
    expect(anna.messages).toEqual([]);
    expect(anna.socket.readyState).toBe(anna.socket.OPEN);
  });

  test('B10: E1 ignores such a message as one of an unknown type', async () => {
    const { anna, until, received } = await withWorker();
    anna.say({ type: 'event', data: { summary: 'A dog.' } });
    expect((await until('message-ignored')).reason).toContain('unknown type “event”');
    expect(received()).toEqual([]);
  });
});

describe('what is made of events', () => {
  test('B11: an event that names a batch is a result of it, with the time since it was sent', async () => {
    const { send, nextShot, until, clock, url, anna } = await withWorker({ batch: 2 });
    const [batch] = batchesOf(await nextShot());
    await clock.advance(1_800);
    await send({ body: JSON.stringify({ job_id: batch?.id, summary: 'A dog.', detections: [{ label: 'dog' }] }) });
    expect(await until('event-received')).toMatchObject({
      work: { message: batch, shotId: batch?.id },
      serviceId: 'front-door',
      camera: 'Front door',
    });
    const { results } = await (await fetch(`${url}/status`)).json();
    expect(results).toEqual([
      {
        job_id: batch?.id,
        service_id: 'front-door',
        worker_id: anna.workerId,
        offered_at: '2026-01-10T12:00:00.000Z',
        claimed_at: '2026-01-10T12:00:00.000Z',
        completed_at: '2026-01-10T12:00:01.800Z',
        summary: 'A dog.',
        detections: [{ label: 'dog' }],
      },
    ]);
    // The boxes are drawn on the newest frame of the same shot.
    const latest = await fetch(`${url}/cameras/front-door/latest.jpg`);
    expect(latest.headers.get('X-Job-Id')).toBe(batch?.id);
  });

  test('B11: an event that names its camera alone is a result of that camera, of no known work', async () => {
    const { send, nextShot, until, url } = await withWorker();
    await nextShot();
    await send({ body: '{"service_id":"front-door","summary":"A dog.","frame_count":1}' });
    const event = await until('event-received');
    expect([event.camera, event.serviceId, event.work]).toEqual(['Front door', 'front-door', undefined]);
    const { results } = await (await fetch(`${url}/status`)).json();
    expect(results).toMatchObject([{ job_id: '', service_id: 'front-door', summary: 'A dog.' }]);
  });

  test('B11: an event with an error is a failure, which the status counts and does not show as a result', async () => {
    const { send, until, url } = await withWorker();
    await send({ body: '{"service_id":"front-door","error":"no GPU"}' });
    expect((await until('event-received')).error).toBe('no GPU');
    const { results, jobs } = await (await fetch(`${url}/status`)).json();
    expect([results, jobs]).toEqual([[], { queued: 0, claimed: 0, done: 0, failed: 1, dropped: 0 }]);
  });

  test('B11: an event with neither names nor words is a result all the same', async () => {
    const { send, url } = await withWorker();
    await send({ body: '{"job_id":7,"error":"","detections":{}}' });
    const { results } = await (await fetch(`${url}/status`)).json();
    expect(results).toMatchObject([{ job_id: '', service_id: '', summary: '', detections: [] }]);
  });
});
