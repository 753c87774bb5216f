// The whole way of a job through the gateway, at the bundled relay in each dialect.
import { expect, test } from 'vitest';
import { getWithKey, joinAs, joinEvents, post } from '../relay/testing/client.ts';
import { framesOf } from '../relay/testing/shots.ts';
import { startRelay } from '../relay/testing/startRelay.ts';
import { startGateway } from '../tests/support/startGateway.ts';

const RESULT = { summary: 'A yard.' };

async function frameAt(url: string, key: string): Promise<string> {
  const answer = await getWithKey(url, key);
  expect(answer.headers.get('Content-Type')).toBe('image/jpeg');
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  return answer.text();
}

test.each([
  ['beside the page', ''],
  ['below a path of its own', '/cams.example-7010'],
])(
  'T3 T5: at a relay %s a worker of dialect J registers, takes a job, sees its frame and completes it',
  async (_, prefix) => {
    const { url: relay, nextJob, until } = await startRelay();
    const gateway = await startGateway(relay, prefix);
    const url = gateway.url + prefix;
    const anna = await joinAs(url, 'anna');
    const job = await nextJob();
    expect(await anna.hear()).toEqual({ type: 'job_available', job });
    expect((await post(`${url}/jobs/${job.id}/claim`, { worker_id: 'anna' }, anna.key)).status).toBe(200);
    expect(await frameAt(`${url}/jobs/${job.id}/frames/${job.frames[0]}`, anna.key)).toBe('frame 1');
    const body = { worker_id: 'anna', result: RESULT };
    expect((await post(`${url}/jobs/${job.id}/complete`, body, anna.key)).body).toEqual({ status: 'completed' });
    expect((await until('job-completed')).result).toEqual(RESULT);
    await anna.close();
    expect((await until('worker-left')).workerId).toBe('anna');
  },
);

test('T3 T5: a worker of dialect E1 hears of a frame, sees it and posts an event', async () => {
  const { url: relay, nextShot, until } = await startRelay({ dialect: 'E1' });
  const { url } = await startGateway(relay);
  const anna = await joinEvents(url);
  const [frame] = framesOf(await nextShot());
  expect(await anna.hear()).toEqual(frame);
  expect(await frameAt(`${url}/frames/${frame?.data.frame_uuid}`, anna.key)).toBe('frame 1');
  expect((await post(`${url}/events`, RESULT, anna.key)).body).toEqual({ status: 'ok' });
  expect((await until('event-received')).data).toEqual(RESULT);
});

test('T3 T5: a worker of dialect E2 hears of a frame, sees it and says its event over the socket', async () => {
  const { url: relay, nextShot, until } = await startRelay({ dialect: 'E2' });
  const { url } = await startGateway(relay);
  const anna = await joinEvents(url, '/worker/connect');
  const [frame] = framesOf(await nextShot());
  expect(await anna.hear()).toEqual(frame);
  expect(await frameAt(`${url}/worker/frames/${frame?.data.frame_uuid}`, anna.key)).toBe('frame 1');
  anna.say({ type: 'event', data: RESULT });
  expect((await until('event-received')).data).toEqual(RESULT);
});

test.each([
  ['E1', 'frames'],
  ['E2', 'worker/frames'],
] as const)('T3: the answers of %s to a request without a key and with a wrong one pass', async (dialect, path) => {
  const { url: relay } = await startRelay({ dialect });
  const { url } = await startGateway(relay);
  const [direct, passed] = await Promise.all(
    [relay, url].map((base) =>
      Promise.all(
        [undefined, 'wrong'].map(async (key) => {
          const answer = await getWithKey(`${base}/${path}/no-such-frame`, key);
          return [answer.status, answer.headers.get('Content-Type'), await answer.text()];
        }),
      ),
    ),
  );
  expect(passed).toEqual(direct);
  expect(passed?.map(([status]) => status)).toEqual([401, 403]);
});

test('T3: a camera that the relay shows to its own computer alone is shown to nobody through the gateway', async () => {
  const { url: relay, nextJob } = await startRelay();
  const { url } = await startGateway(relay);
  await nextJob();
  const picture = '/cameras/front-door/latest.jpg';
  expect((await fetch(relay + picture)).status).toBe(200);
  expect((await fetch(url + picture)).status).toBe(403);
});
