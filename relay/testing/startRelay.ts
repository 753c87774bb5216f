import { EventEmitter, once } from 'node:events';
import { onTestFinished } from 'vitest';
import type { Camera } from '../camera.ts';
import type { RelayEvent, WireJob } from '../events.ts';
import { createRelay, type RelayOptions } from '../relay.ts';
import { createHandClock } from './handClock.ts';

export const LEASE_MS = 10_000;

/** A real relay on a free port, on a clock turned by hand, with one camera that makes a job whenever `nextJob` is called. */
export async function startRelay(options: RelayOptions = {}) {
  const clock = createHandClock();
  const events: RelayEvent[] = [];
  const news = new EventEmitter();
  const relay = createRelay({
    port: 0,
    clock,
    cameras: [tinyCamera()],
    intervalMs: 1,
    count: 1,
    leaseMs: LEASE_MS,
    pageFolder: 'no-such-folder',
    onEvent(event) {
      events.push(event);
      news.emit('event');
    },
    ...options,
  });
  const { url } = await relay.listen();
  onTestFinished(() => relay.close());

  /** The first event of this type, past or to come. */
  async function until<T extends RelayEvent['type']>(type: T): Promise<Extract<RelayEvent, { type: T }>> {
    for (;;) {
      const found = events.find((event): event is Extract<RelayEvent, { type: T }> => event.type === type);
      if (found !== undefined) return found;
      await once(news, 'event');
    }
  }

  let jobs = 0;
  async function nextJob(): Promise<WireJob> {
    const before = events.length;
    // The first job comes at once, each other one a millisecond after the one before.
    await clock.advance(Math.min(jobs, 1));
    jobs += 1;
    const offered = events.slice(before).find((event) => event.type === 'job-offered');
    if (offered?.type !== 'job-offered') throw new Error('The camera made no job: raise `count`.');
    return offered.job;
  }

  return { url, clock, events, until, nextJob, relay };
}

function tinyCamera(): Camera {
  let made = 0;
  return {
    serviceId: 'front-door',
    name: 'Front door',
    async next() {
      made += 1;
      return { frames: [Buffer.from(`frame ${made}`)], width: 640, height: 360, timesSeconds: [0] };
    },
  };
}
