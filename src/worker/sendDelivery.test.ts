import { expect, test } from 'vitest';
import { createFakeRelayHttp } from '../../tests/fakes/fakeRelayHttp.ts';
import { sampleResult } from '../../tests/fakes/samples.ts';
import type { DialectName } from '../protocol/job.ts';
import type { WorkerMessage } from '../protocol/messages.ts';
import type { Delivery } from './outbox.ts';
import type { Credentials } from './relayHttp.ts';
import { sendDelivery } from './sendDelivery.ts';

const delivery = (dialect: DialectName): Delivery => ({
  job: { dialect, id: 'j1', serviceId: 'yard', frames: ['f1'] },
  outcome: { type: 'complete', result: sampleResult() },
  workerId: 'worker-then',
  httpBase: 'http://relay',
  createdMs: 0,
});

/** @param key of the live registration, where there is one */
function setUp(key?: string) {
  const http = createFakeRelayHttp();
  const said: WorkerMessage[] = [];
  const rejected: string[] = [];
  const session = {
    say: (message: WorkerMessage) => key !== undefined && said.push(message) > 0,
    keyRejected: (used: string) => void rejected.push(used),
  };
  const credentials: Credentials | undefined = key === undefined ? undefined : { workerId: 'worker-now', key };
  const send = (dialect: DialectName) => sendDelivery(delivery(dialect), { http, session, credentials });
  return { http, said, rejected, send };
}

test('D3: a result goes by POST in J and in E1, and over the WebSocket in E2', async () => {
  const { http, said, send } = setUp('key-1');
  for (const dialect of ['J', 'E1', 'E2'] as const) expect(await send(dialect)).toEqual({ type: 'ok' });
  expect(http.calls).toEqual(['post http://relay/jobs/j1/complete with key-1', 'post http://relay/events with key-1']);
  expect(said).toMatchObject([{ type: 'event', data: { job_id: 'j1', summary: 'A person walks.' } }]);
});

test('S14: a result carries the id under which its job was taken', async () => {
  const { said, send } = setUp('key-1');
  await send('E2');
  expect(said).toMatchObject([{ data: { worker_id: 'worker-then' } }]);
});

test('D8: without a registration a result of J goes out without a key, and events wait', async () => {
  const { http, said, send } = setUp();
  expect(await send('J')).toEqual({ type: 'ok' });
  expect(await send('E1')).toMatchObject({ type: 'retry', reason: 'not-connected' });
  expect(await send('E2')).toMatchObject({ type: 'retry', reason: 'not-connected' });
  expect(http.calls).toEqual(['post http://relay/jobs/j1/complete with no key']);
  expect(said).toEqual([]);
});

test.each(['J', 'E1'] as const)('S6: in %s a rejected key is told with the key that was used', async (dialect) => {
  const { http, rejected, send } = setUp('key-1');
  http.postAs = () => ({ type: 'keyRejected', status: 403 });
  expect(await send(dialect)).toEqual({ type: 'keyRejected', status: 403 });
  expect(rejected).toEqual(['key-1']);
});

test('S6: a result that is refused without a key rejects none', async () => {
  const { http, rejected, send } = setUp();
  http.postAs = () => ({ type: 'keyRejected', status: 401 });
  await send('J');
  expect(rejected).toEqual([]);
});
