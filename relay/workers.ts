// Who is connected and by which key. A worker lives exactly as long as its socket is open, and so does its key.
import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { RelayEvent } from './events.ts';
import { createShelf } from './shelf.ts';

const KEY_BYTES = 32;

/**
 * A socket with more than this unsent has a reader that cannot keep up. It misses broadcasts until it does: jobs are
 * short-lived, and a queue of stale ones in our memory helps nobody.
 */
export const MAX_UNSENT_BYTES = 256 * 1024;

/**
 * A page that is closed gives its jobs back with its last breath, and its socket may be gone before that request is here:
 * from another origin the browser asks for permission first.
 */
const LAST_WILL_MS = 10_000;
const MAX_DEAD_KEYS = 500;

/** Private use range: the worker's id was registered anew, and reconnecting would only throw the newer one out. */
const CLOSE_REPLACED = 4001;

/** What a worker's socket must be able to do; a WebSocket of ws is one. */
export interface WorkerSocket {
  readonly readyState: number;
  readonly OPEN: number;
  readonly bufferedAmount: number;
  send(text: string): void;
  close(code: number, reason: string): void;
  once(event: 'close', listener: (code: number) => void): unknown;
}

interface Worker {
  readonly workerId: string;
  readonly key: string;
  readonly socket: WorkerSocket;
  readonly joinedAtMs: number;
}

interface WorkersOptions {
  readonly clock: Clock;
  readonly onEvent: (event: RelayEvent) => void;
}

export type Workers = ReturnType<typeof createWorkers>;

export function createWorkers({ clock, onEvent }: WorkersOptions) {
  const byId = new Map<string, Worker>();
  const deadKeys = new Map<string, string>();
  const recentlyDead = createShelf<string>({
    clock,
    keepMs: LAST_WILL_MS,
    maxItems: MAX_DEAD_KEYS,
    onLeave: (key) => deadKeys.delete(key),
  });

  function remove(worker: Worker, reason: string): void {
    // A replaced socket closes after its successor took the id: the id is then no longer its own.
    if (byId.get(worker.workerId) !== worker) return;
    byId.delete(worker.workerId);
    deadKeys.set(worker.key, worker.workerId);
    recentlyDead.add(worker.key);
    onEvent({ type: 'worker-left', workerId: worker.workerId, reason });
  }

  return {
    /** Gives the new worker's key. An older socket of the same worker is closed. */
    join(workerId: string, socket: WorkerSocket): string {
      const older = byId.get(workerId);
      if (older !== undefined) {
        remove(older, 'It connected again.');
        older.socket.close(CLOSE_REPLACED, 'This worker id was registered by a newer connection.');
      }
      const worker = { workerId, key: randomBytes(KEY_BYTES).toString('hex'), socket, joinedAtMs: clock.now() };
      byId.set(workerId, worker);
      socket.once('close', (code) => remove(worker, `Its connection closed (${code}).`));
      onEvent({ type: 'worker-joined', workerId });
      return worker.key;
    },

    /** Undefined for a key that was never given out, or whose socket is closed or closing. */
    ownerOf(key: string): string | undefined {
      // A search, as there are 200 at most: a second map by key would be a second place to forget a dead key in.
      const worker = [...byId.values()].find((candidate) => candidate.key === key);
      return worker !== undefined && isOpen(worker.socket) ? worker.workerId : undefined;
    },

    /** Whose key this was until a moment ago; good for giving a job back, and for nothing else. */
    lateOwnerOf: (key: string): string | undefined => deadKeys.get(key),

    isLive(workerId: string): boolean {
      const worker = byId.get(workerId);
      return worker !== undefined && isOpen(worker.socket);
    },

    broadcast(text: string): void {
      for (const { socket } of byId.values()) {
        if (isOpen(socket) && socket.bufferedAmount <= MAX_UNSENT_BYTES) socket.send(text);
      }
    },

    /** Ends its timer. */
    close: recentlyDead.close,

    list: () => [...byId.values()].map(({ workerId, joinedAtMs }) => ({ workerId, joinedAtMs })),
  };
}

const isOpen = (socket: WorkerSocket): boolean => socket.readyState === socket.OPEN;
