import { describe, expect, test } from 'vitest';
import { connect, getWithKey, joinEvents, post } from '../testing/client.ts';
import { framesOf } from '../testing/shots.ts';
import { startRelay } from '../testing/startRelay.ts';

const SOCKET_PATH = { E1: '/connect', E2: '/worker/connect' } as const;
const FRAMES_PATH = { E1: '/frames', E2: '/worker/frames' } as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe.each(['E1', 'E2'] as const)('%s', (dialect) => {
  const path = SOCKET_PATH[dialect];

  test('B1: the socket is at its own path, which the relay tells, and a wrong path is refused before it opens', async () => {
    // With a page, which answers at any path.
    const { url, socketUrl } = await startRelay({ dialect, pageFolder: 'docs' });
    expect(socketUrl).toBe(url.replace('http', 'ws') + path);
    await joinEvents(url, path);
    const elsewhere = dialect === 'E1' ? '/worker/connect' : '/connect';
    await expect(connect(url, {}, elsewhere)).rejects.toThrow('404');
    // A route of HTTP is no socket, either.
    await expect(connect(url, {}, '/status')).rejects.toThrow('404');
  });

  test('B1: there are no jobs and no claims', async () => {
    const { url, nextShot } = await startRelay({ dialect });
    const { key, workerId } = await joinEvents(url, path);
    const [frame] = await nextShot();
    for (const route of ['claim', 'complete', 'fail']) {
      const answer = await post(`${url}/jobs/${frame?.id}/${route}`, { worker_id: workerId, result: {} }, key);
      expect(answer.status).toBe(404);
    }
  });

  test.each([
    ['an id of the worker’s', { type: 'register', data: { worker_id: 'anna' } }],
    ['an empty object', { type: 'register', data: {} }],
    ['no data', { type: 'register' }],
    ['absurd data', { type: 'register', data: ['x'.repeat(500), { worker_id: 7 }] }],
  ])('B2: a register with %s gets the relay’s own id and a key of 64 hex digits', async (_name, message) => {
    const { url } = await startRelay({ dialect });
    const client = await connect(url, {}, path);
    client.say(message);
    expect(await client.hear()).toEqual({
      type: 'registered',
      data: { worker_id: expect.stringMatching(UUID), key: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  test('B2: the same worker registered twice is two workers with two keys', async () => {
    const { url, nextShot } = await startRelay({ dialect });
    const [anna, again] = [await joinEvents(url, path), await joinEvents(url, path)];
    expect(again.workerId).not.toBe(anna.workerId);
    expect(again.key).not.toBe(anna.key);
    const sent = await nextShot();
    expect([await anna.hear(), await again.hear()]).toEqual([sent[0], sent[0]]);
  });

  test.each([
    ['a heartbeat', { type: 'heartbeat' }],
    ['an event', { type: 'event', data: {} }],
    ['an unknown type', { type: 'hello' }],
    ['no JSON', 'register'],
    ['an array', ['register']],
    ['without a type', {}],
  ])('B3: a first message that is %s ends the connection with 1006 and no reason', async (_name, message) => {
    const { url, until } = await startRelay({ dialect });
    const client = await connect(url, {}, path);
    client.say(message);
    expect(await client.closed).toEqual({ code: 1006, reason: '' });
    expect((await until('connection-refused')).reason).toContain('The first message must be “register”');
  });

  test('B3: malformed JSON later ends the connection with 1006, and the key then gives 403', async () => {
    const { url, nextShot, until } = await startRelay({ dialect });
    const anna = await joinEvents(url, path);
    const [frame] = framesOf(await nextShot());
    const frameUrl = `${url}${FRAMES_PATH[dialect]}/${frame?.data.frame_uuid}`;
    expect((await getWithKey(frameUrl, anna.key)).status).toBe(200);
    anna.say('{"type":');
    expect(await anna.closed).toEqual({ code: 1006, reason: '' });
    expect((await getWithKey(frameUrl, anna.key)).status).toBe(403);
    expect((await until('worker-left')).workerId).toBe(anna.workerId);
  });

  test('B4: an unknown type and a second register are ignored, and a heartbeat has no answer', async () => {
    const { url, nextShot, events, until } = await startRelay({ dialect });
    const anna = await joinEvents(url, path);
    anna.say({ type: 'heartbeat' });
    anna.say({ type: 'register', data: {} });
    anna.say({ type: 'hello' });
    anna.say({ data: 'no type' });
    anna.say({ type: 'last' });
    await until('message-ignored', ({ reason }) => reason.includes('last'));
    expect(events.flatMap((event) => (event.type === 'message-ignored' ? event.reason : []))).toEqual([
      'a second register',
      'a message of the unknown type “hello”',
      'a message of the unknown type “”',
      'a message of the unknown type “last”',
    ]);
    // What comes next is work, hence nothing was answered, and the id and the key are still those of the first register.
    const [sent] = await nextShot();
    expect(await anna.hear()).toEqual(sent);
  });

  test('B4: six minutes of silence keep the connection, and the relay sends no ping', async () => {
    const { url, clock } = await startRelay({ dialect, intervalMs: 60_000, count: 20 });
    const anna = await joinEvents(url, path);
    const waiting = await connect(url, {}, path);
    let pings = 0;
    for (const { socket } of [anna, waiting]) socket.on('ping', () => (pings += 1));
    await clock.advance(360_000);
    anna.messages.length = 0;
    await clock.advance(60_000);
    await anna.hear();
    // Not registered in all that time, and still welcome.
    waiting.say({ type: 'register', data: {} });
    expect(await waiting.hear()).toMatchObject({ type: 'registered' });
    expect(pings).toBe(0);
  });

  test('B3: when the relay ends, its sockets end with 1006, no timer is left, and it may be closed twice', async () => {
    const { url, relay, clock, nextShot } = await startRelay({ dialect });
    const anna = await joinEvents(url, path);
    await nextShot();
    await relay.close();
    await relay.close();
    expect(await anna.closed).toEqual({ code: 1006, reason: '' });
    expect(clock.waiting()).toBe(0);
  });
});

test('B4: a message of 64 MB is read, and the connection lives on', { timeout: 120_000 }, async () => {
  const { url, until } = await startRelay({ dialect: 'E1' });
  const anna = await joinEvents(url);
  anna.say({ type: 'large', padding: 'x'.repeat(64_000_000) });
  expect((await until('message-ignored')).reason).toContain('large');
  expect(anna.socket.readyState).toBe(anna.socket.OPEN);
});
