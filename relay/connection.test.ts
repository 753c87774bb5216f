import { expect, test } from 'vitest';
import { connect, getWithKey, joinAs, post } from './testing/client.ts';
import { startRelay } from './testing/startRelay.ts';

const REGISTER_ANNA = { type: 'register', data: { worker_id: 'anna' } };

test.each([
  ['a heartbeat', { type: 'heartbeat' }],
  ['an unknown type', { type: 'hello' }],
  ['no JSON', 'register'],
  ['a register without an id', { type: 'register', data: {} }],
  ['a register whose id is far too long', { type: 'register', data: { worker_id: 'x'.repeat(201) } }],
])('R1: a first message that is %s closes the socket with a reason', async (_name, message) => {
  const { url } = await startRelay();
  const client = await connect(url);
  client.say(message);
  const { code, reason } = await client.closed;
  expect(code).toBe(1008);
  expect(reason).toContain('The first message must be “register”');
});

test('R1: a malformed message after registration closes the socket', async () => {
  const { url } = await startRelay();
  const anna = await joinAs(url, 'anna');
  anna.say('{"type":');
  expect((await anna.closed).code).toBe(1007);
});

test('R1: a binary message closes the socket', async () => {
  const { url } = await startRelay();
  const anna = await joinAs(url, 'anna');
  anna.socket.send(Buffer.from('{"type":"heartbeat"}'));
  expect((await anna.closed).code).toBe(1007);
});

test('R1: unknown types, a second register and heartbeats are tolerated', async () => {
  const { url, until, nextJob } = await startRelay();
  const anna = await joinAs(url, 'anna');
  anna.say({ type: 'heartbeat' });
  anna.say({ type: 'event', data: {} });
  anna.say(REGISTER_ANNA);
  expect((await until('message-ignored')).reason).toContain('event');
  const job = await nextJob();
  expect(await anna.hear()).toEqual({ type: 'job_available', job });
});

test('R1: a message over 64 kB closes the socket', async () => {
  const { url } = await startRelay();
  const anna = await joinAs(url, 'anna');
  anna.say({ type: 'heartbeat', padding: 'x'.repeat(70_000) });
  expect((await anna.closed).code).toBe(1009);
});

test('R1: a connection that registers nothing is closed after 30 s', async () => {
  const { url, clock } = await startRelay();
  const client = await connect(url);
  await clock.advance(30_000);
  expect(await client.closed).toMatchObject({ code: 1008, reason: 'Nothing was registered within 30 s.' });
});

test('R2: registration answers with the worker’s id and a new key of 64 hex digits', async () => {
  const { url } = await startRelay();
  const client = await connect(url);
  client.say(REGISTER_ANNA);
  const first = await client.hear();
  expect(first).toEqual({
    type: 'registered',
    data: { worker_id: 'anna', key: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  expect((await joinAs(url, 'bert')).key).not.toBe((first['data'] as { key: string }).key);
});

test('R2: the key is dead as soon as its socket has closed', async () => {
  const { url, nextJob } = await startRelay();
  const anna = await joinAs(url, 'anna');
  const job = await nextJob();
  const frame = `${url}/jobs/${job.id}/frames/${job.frames[0]}`;
  expect((await getWithKey(frame, anna.key)).status).toBe(200);
  await anna.close();
  expect((await getWithKey(frame, anna.key)).status).toBe(403);
});

test('R2: a worker that connects again replaces its older socket, whose key dies', async () => {
  const { url, nextJob, events } = await startRelay();
  const older = await joinAs(url, 'anna');
  const newer = await joinAs(url, 'anna');
  expect((await older.closed).code).toBe(4001);
  const job = await nextJob();
  expect(await newer.hear()).toMatchObject({ type: 'job_available' });
  const frame = `${url}/jobs/${job.id}/frames/${job.frames[0]}`;
  expect((await getWithKey(frame, older.key)).status).toBe(403);
  expect((await getWithKey(frame, newer.key)).status).toBe(200);
  expect(events.filter(({ type }) => type === 'worker-left')).toHaveLength(1);
});

test('R7: a heartbeat renews the leases of its worker', async () => {
  const { url, nextJob, clock, until, events } = await startRelay();
  const anna = await joinAs(url, 'anna');
  const { id } = await nextJob();
  await post(`${url}/jobs/${id}/claim`, { worker_id: 'anna' });
  await clock.advance(9_000);
  anna.say({ type: 'heartbeat' });
  // Says when the heartbeat before it has been read.
  anna.say({ type: 'marker' });
  await until('message-ignored');
  await clock.advance(5_000);
  expect(events.map(({ type }) => type)).not.toContain('job-expired');
});

test('R7: the job of a worker that vanished is offered to the others when its lease runs out', async () => {
  const { url, nextJob, clock } = await startRelay();
  const anna = await joinAs(url, 'anna');
  const bert = await joinAs(url, 'bert');
  const job = await nextJob();
  await post(`${url}/jobs/${job.id}/claim`, { worker_id: 'anna' });
  await anna.close();
  expect(await bert.hear()).toEqual({ type: 'job_available', job });
  await clock.advance(10_000);
  expect(await bert.hear()).toEqual({ type: 'job_available', job });
  expect((await post(`${url}/jobs/${job.id}/claim`, { worker_id: 'bert' })).status).toBe(200);
});

test('R10: a new worker hears of the jobs that are queued, and of no others', async () => {
  const { url, nextJob } = await startRelay({ count: 3 });
  const anna = await joinAs(url, 'anna');
  const [claimed, queued] = [await nextJob(), await nextJob()];
  await post(`${url}/jobs/${claimed.id}/claim`, { worker_id: anna.workerId });
  const bert = await joinAs(url, 'bert');
  expect(await bert.hear()).toEqual({ type: 'job_available', job: queued });
  const newest = await nextJob();
  expect(await bert.hear()).toEqual({ type: 'job_available', job: newest });
});

test('R11: a socket that answers no pings is cut off', async () => {
  const { url, clock, until } = await startRelay();
  const client = await connect(url, { autoPong: false });
  client.say(REGISTER_ANNA);
  await client.hear();
  await clock.advance(15_000);
  expect(client.socket.readyState).toBe(client.socket.OPEN);
  await clock.advance(15_000);
  expect((await until('worker-left')).workerId).toBe('anna');
  expect((await client.closed).code).toBe(1006);
});

test('R11: closing the relay ends its sockets with a reason, leaves no timer, and may be done twice', async () => {
  const { url, relay, clock } = await startRelay();
  const anna = await joinAs(url, 'anna');
  await relay.close();
  await relay.close();
  expect((await anna.closed).code).toBe(1001);
  expect(clock.waiting()).toBe(0);
});
