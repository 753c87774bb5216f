import { expect, test } from 'vitest';
import type { Camera, Shot } from './camera.ts';
import type { RelayEvent, WireJob } from './events.ts';
import { createFeed } from './feed.ts';
import { createHandClock } from './testing/handClock.ts';

const SHOT: Shot = { frames: [Buffer.from('a'), Buffer.from('b')], width: 640, height: 360, timesSeconds: [0, 0.5] };

const camera = (serviceId: string, next: () => Promise<Shot> = async () => SHOT): Camera => ({
  serviceId,
  name: `The ${serviceId}`,
  next,
});

function setUp(cameras: readonly Camera[], { count = Number.POSITIVE_INFINITY, accept = true } = {}) {
  const clock = createHandClock();
  const jobs: WireJob[] = [];
  const events: RelayEvent[] = [];
  const offer = (job: WireJob): boolean => {
    jobs.push(job);
    return accept;
  };
  const feed = createFeed({ cameras, clock, intervalMs: 4_000, count, offer, onEvent: (event) => events.push(event) });
  return { clock, jobs, events, feed };
}

test('T1: cameras take turns, each with one job an interval', async () => {
  const { clock, jobs, feed } = setUp([camera('yard'), camera('hall')]);
  feed.start();
  await clock.advance(7_999);
  expect(jobs.map(({ service_id }) => service_id)).toEqual(['yard', 'hall', 'yard', 'hall']);
  feed.stop();
  await clock.advance(60_000);
  expect(jobs).toHaveLength(4);
});

test('T1: a job tells its camera, its size and the time between its frames', async () => {
  const { clock, jobs, feed } = setUp([camera('yard')]);
  feed.start();
  await clock.advance(0);
  expect(jobs[0]).toMatchObject({
    type: 'frame_analysis',
    service_id: 'yard',
    timestamp: '2026-01-10T12:00:00.000Z',
    frames: [expect.stringMatching(/^[0-9a-f-]{36}$/), expect.stringMatching(/^[0-9a-f-]{36}$/)],
    metadata: { resolution: '640x360', camera: 'The yard', duration_seconds: 0.5, frame_interval_ms: 500 },
  });
});

test('K1: what a camera asks stands in the metadata of its jobs, and cannot take the place of what the relay says', async () => {
  const ask = { task: 'count', labels: ['car'], duration_seconds: 99 };
  const { clock, jobs, feed } = setUp([{ ...camera('yard'), ask }]);
  feed.start();
  await clock.advance(0);
  expect(jobs[0]?.metadata).toMatchObject({ task: 'count', labels: ['car'], duration_seconds: 0.5 });
});

test('T1: with a count the cameras rest after so many jobs in all', async () => {
  const { clock, jobs, feed } = setUp([camera('yard'), camera('hall')], { count: 3 });
  feed.start();
  await clock.advance(60_000);
  expect(jobs).toHaveLength(3);
});

test('R11: a refused job does not count', async () => {
  const { clock, jobs, feed } = setUp([camera('yard')], { count: 1, accept: false });
  feed.start();
  await clock.advance(8_000);
  expect(jobs).toHaveLength(3);
});

test('T1: a camera that fails says so and tries again', async () => {
  let tries = 0;
  const flaky = camera('yard', async () => {
    tries += 1;
    if (tries === 1) throw new Error('no signal');
    return SHOT;
  });
  const { clock, jobs, events, feed } = setUp([flaky]);
  feed.start();
  await clock.advance(4_000);
  expect(events).toEqual([{ type: 'camera-failed', serviceId: 'yard', reason: 'no signal' }]);
  expect(jobs).toHaveLength(1);
});
