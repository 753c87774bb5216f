import { expose } from 'comlink';
import type { VisionApi } from '../../src/vision/api.ts';

/** Threads without threads: each is a channel, with comlink at its other end as in a real one. */
export interface FakeThreads {
  readonly spawn: () => Worker;
  readonly spawned: readonly FakeThread[];
}

export interface FakeThread {
  readonly terminated: boolean;
  /** An error that nobody caught, or a script that did not load. */
  breakDown(message: string): void;
}

/** @param createApi what the thread of this number, from 0, exposes */
export function createFakeThreads(createApi: (thread: number) => VisionApi): FakeThreads {
  const spawned: FakeThread[] = [];
  return {
    spawned,
    spawn() {
      const { port1, port2 } = new MessageChannel();
      expose(createApi(spawned.length), port2);
      let terminated = false;
      const worker = Object.assign(port1, {
        onerror: null as Worker['onerror'],
        terminate() {
          terminated = true;
          port1.close();
          port2.close();
        },
      });
      spawned.push({
        get terminated() {
          return terminated;
        },
        breakDown(message) {
          // What is read of an ErrorEvent, which Node has not.
          worker.onerror?.call(worker as unknown as Worker, { message, preventDefault() {} } as ErrorEvent);
        },
      });
      // A MessagePort has all of a Worker that comlink and the client use, but for the two added above.
      return worker as unknown as Worker;
    },
  };
}
