// Web Locks of one browser with several tabs, as much as is used: exclusive locks that are waited for in turn.
// https://w3c.github.io/web-locks/
import { setImmediate } from 'node:timers/promises';

export interface FakeLocks {
  /** What one tab sees. */
  openTab(): FakeLockTab;
  /** Whether nobody holds the lock, and nobody waits for it. */
  isFree(name: string): boolean;
}

export interface FakeLockTab {
  readonly locks: LockManager;
  /** The tab ends without a word: what it holds is free, and it waits for nothing more. */
  die(): void;
}

interface Request {
  readonly tab: object;
  grant(): void;
}

type Callback = (lock: Lock | null) => unknown;

export function createFakeLocks(): FakeLocks {
  /** The first of each holds the lock, the others wait. */
  const queues = new Map<string, Request[]>();
  const queueOf = (name: string): Request[] => queues.get(name) ?? [];

  function leave(name: string, request: Request): void {
    const held = queueOf(name)[0] === request;
    const others = queueOf(name).filter((other) => other !== request);
    queues.set(name, others);
    if (held) others[0]?.grant();
  }

  function enter(name: string, request: Request): void {
    const queue = [...queueOf(name), request];
    queues.set(name, queue);
    if (queue.length === 1) request.grant();
  }

  function request(tab: object, name: string, { ifAvailable, signal }: LockOptions, callback: Callback) {
    return new Promise<unknown>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const run = (lock: Lock | null) => setImmediate().then(() => callback(lock));
      if (ifAvailable && queueOf(name).length > 0) return void run(null).then(resolve, reject);
      const end = (settle: (value: unknown) => void) => (value: unknown) => {
        leave(name, one);
        settle(value);
      };
      const onAbort = () => void setImmediate().then(() => end(reject)(signal?.reason));
      const one: Request = {
        tab,
        grant() {
          signal?.removeEventListener('abort', onAbort);
          void run({ name, mode: 'exclusive' }).then(end(resolve), end(reject));
        },
      };
      signal?.addEventListener('abort', onAbort);
      enter(name, one);
    });
  }

  return {
    openTab() {
      const tab = {};
      const locks = {
        request: (name: string, ...rest: [Callback] | [LockOptions, Callback]) =>
          rest.length === 1 ? request(tab, name, {}, rest[0]) : request(tab, name, rest[0], rest[1]),
      };
      return {
        // All of it that is used; `query` is not.
        locks: locks as unknown as LockManager,
        die() {
          for (const [name, queue] of queues) {
            for (const one of queue.filter((other) => other.tab === tab)) leave(name, one);
          }
        },
      };
    },
    isFree: (name) => queueOf(name).length === 0,
  };
}
