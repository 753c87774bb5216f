import { EventEmitter, once } from 'node:events';
import { onTestFinished } from 'vitest';
import type { Camera } from '../camera.ts';
import type { RelayEvent, WireEvent, WireJob } from '../events.ts';
import { createRelay, type RelayOptions } from '../relay.ts';
import { createHandClock } from './handClock.ts';

export const LEASE_MS = 10_000;

/** A real relay on a free port, on a clock turned by hand, with one camera that makes a job whenever `nextJob` or `nextShot` is called. */
export async function startRelay(options: RelayOptions = {}) {
  const clock = createHandClock();
  const events: RelayEvent[] = [];
  const news = new EventEmitter();
  const relay = createRelay({
    port: 0,
    clock,
    cameras: [tinyCamera(options.batch)],
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
  const { url, socketUrl } = await relay.listen();
  onTestFinished(() => relay.close());

  type EventOf<T> = Extract<RelayEvent, { type: T }>;
  /** The first event of this type that is meant, past or to come. */
  async function until<T extends RelayEvent['type']>(
    type: T,
    isMeant: (event: EventOf<T>) => boolean = () => true,
  ): Promise<EventOf<T>> {
    const isSought = (event: RelayEvent): event is EventOf<T> =>
      // A cast, as TypeScript does not narrow by a type parameter.
      event.type === type && isMeant(event as EventOf<T>);
    for (;;) {
      const found = events.find(isSought);
      if (found !== undefined) return found;
      await once(news, 'event');
    }
  }

  let jobs = 0;
  async function shoot(): Promise<RelayEvent[]> {
    const before = events.length;
    // The first job comes at once, each other one a millisecond after the one before.
    await clock.advance(Math.min(jobs, 1));
    jobs += 1;
    return events.slice(before);
  }

  async function nextJob(): Promise<WireJob> {
    const offered = (await shoot()).find((event) => event.type === 'job-offered');
    if (offered?.type !== 'job-offered') throw new Error('The camera made no job: raise `count`.');
    return offered.job;
  }

  /** What a relay of E1 or E2 sends of one shot; nothing without a worker, or when `count` is used up. */
  async function nextShot(): Promise<WireEvent[]> {
    return (await shoot()).filter((event) => event.type === 'work-sent').map(({ message }) => message);
  }

  return { url, socketUrl, clock, events, until, nextJob, nextShot, relay };
}

/** Its frames hold the words “frame 1”, “frame 2” and so on. */
export function tinyCamera(framesPerShot = 1, serviceId = 'front-door'): Camera {
  let made = 0;
  return {
    serviceId,
    name: 'Front door',
    async next() {
      const numbers = Array.from({ length: framesPerShot }, (_, i) => made + i + 1);
      made += framesPerShot;
      return {
        frames: numbers.map((number) => Buffer.from(`frame ${number}`)),
        width: 640,
        height: 360,
        timesSeconds: numbers.map((_, i) => i * 0.5),
        truth: {
          captions: numbers.map((number) => `Caption ${number}.`),
          objects: numbers.map((number) => [number]),
          sentence: `Shot up to ${made}.`,
        },
      };
    },
  };
}
