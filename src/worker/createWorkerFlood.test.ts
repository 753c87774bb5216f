// A measurement: 100,000 messages in ten seconds by the worker's clock. By ours each flood takes two seconds or so.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { batchCalled, jobCalled, wireEvent, wireJob } from '../../tests/fakes/jobs.ts';
import { settle } from '../../tests/fakes/settle.ts';
import { createWorkerStage, type WorkerStage } from '../../tests/fakes/workerStage.ts';
import type { WorkerEvent } from './api.ts';

const MESSAGES = 100_000;
const A_SECOND = 10_000;
const SECONDS = MESSAGES / A_SECOND;
const CAMERAS = 5000;
/** So many messages come at once, between two turns of the thread. */
const AT_ONCE = 100;
/** What a worker may keep of a flood is a few hundred ids and fifty jobs; what the page hears is kept here, for the test. */
const MAX_GROWTH_BYTES = 2_000_000;
/** Two shared cores. */
const TIMEOUT_MS = 60_000;

const FLOODS = {
  J: (i: number) => JSON.stringify({ type: 'job_available', job: wireJob(jobCalled(`j${i}`, part(i))) }),
  E2: (i: number) => JSON.stringify(wireEvent(batchCalled(`b${i}`, part(i)))),
};
const part = (i: number) => ({
  serviceId: `cam-${i % CAMERAS}`,
  timestamp: new Date(Date.UTC(2026, 0, 10, 12) + i / 10).toISOString(),
});
const RELAYS = { J: 'ws://relay:7010/connect', E2: 'ws://relay:9020/worker/connect' };

/** The relay says all of it, evenly over ten seconds; `between` is called once a second. */
async function flood(stage: WorkerStage, messageOf: (i: number) => string, between = () => {}): Promise<void> {
  const socket = stage.sockets.newest;
  for (let i = 0; i < MESSAGES; i++) {
    socket.receiveText(messageOf(i));
    if ((i + 1) % AT_ONCE === 0) {
      stage.clock.advance((AT_ONCE / A_SECOND) * 1000);
      await settle(1);
    }
    if ((i + 1) % A_SECOND === 0) between();
  }
}

const count = (events: readonly WorkerEvent[], type: WorkerEvent['type']) =>
  events.filter((event) => event.type === type).length;

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;
function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

describe.each(['J', 'E2'] as const)('a relay that floods with %s', { timeout: TIMEOUT_MS }, (dialect) => {
  test('S12, S2: an observer counts everything, lists some of it, and its heartbeats are on time', async () => {
    const stage = createWorkerStage();
    await stage.start({ relay: RELAYS[dialect] });
    const socket = stage.sockets.register();
    // The flood lies across the time of a heartbeat.
    stage.clock.advance(25_000);
    await settle();
    const before = stage.events.length;
    const heartbeatsMs: number[] = [];
    const t0 = stage.clock.now();
    let sent = socket.sent.length;
    await flood(stage, (i) => {
      if (socket.sent.length > sent) heartbeatsMs.push(stage.clock.now() - t0);
      sent = socket.sent.length;
      return FLOODS[dialect](i);
    });
    stage.clock.advance(1000);
    await settle();
    const told = stage.events.slice(before);
    expect(stage.snapshot.counts).toMatchObject({ offered: MESSAGES, claimed: 0 });
    // 50 a second and one more, and the heartbeat's own.
    expect(count(told, 'log')).toBeLessThanOrEqual(51 * SECONDS + 1);
    expect(count(told, 'snapshot')).toBeLessThanOrEqual(31 * (SECONDS + 1));
    expect(heartbeatsMs).toEqual([5000]);
    expect(stage.snapshot.connection.type).toBe('open');
  });

  test('S12, S2: a worker goes on working, tells the page no more than it can show, and nothing in it grows', async () => {
    const stage = createWorkerStage();
    await stage.startWorking({ relay: RELAYS[dialect] });
    stage.vision.hold();
    const socket = stage.sockets.newest;
    stage.clock.advance(25_000);
    await settle();
    const before = stage.events.length;
    const heap: number[] = [];
    await flood(stage, FLOODS[dialect], () => {
      for (const look of stage.vision.held) look.answer();
      heap.push(heapBytes());
    });
    stage.clock.advance(1000);
    await settle();
    const told = stage.events.slice(before);
    const { counts } = stage.snapshot;
    expect(counts.offered).toBe(MESSAGES);
    expect(counts.completed).toBeGreaterThan(1);
    if (dialect === 'E2') expect(counts.dropped).toBeGreaterThan(MESSAGES - 100);
    const aboutJobs = counts.claimed + 2 * counts.completed;
    expect(count(told, 'log')).toBeLessThanOrEqual(51 * SECONDS + aboutJobs + 1);
    expect(count(told, 'snapshot')).toBeLessThanOrEqual(31 * (SECONDS + 1));
    expect(socket.sent.filter(({ type }) => type === 'heartbeat')).toHaveLength(1);
    expect((heap.at(-1) as number) - (heap[1] as number)).toBeLessThan(MAX_GROWTH_BYTES);
  });
});

test('S12: a relay that registers a worker again and again fills no log either', async () => {
  const stage = createWorkerStage();
  await stage.start();
  const socket = stage.sockets.register();
  const before = stage.events.length;
  for (let i = 0; i < A_SECOND; i++) socket.receive({ type: 'registered', data: { worker_id: 'w', key: `key-${i}` } });
  stage.clock.advance(1000);
  await settle();
  expect(count(stage.events.slice(before), 'log')).toBeLessThanOrEqual(51);
  expect(stage.snapshot.connection.type).toBe('open');
});
