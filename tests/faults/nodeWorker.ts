// The worker thread's code in Node: real sockets and requests, a quick clock, and a model that answers at once.
import { WebSocket } from 'ws';
import type { Clock } from '../../src/platform/clock.ts';
import type { Snapshot, WorkerSettings } from '../../src/worker/api.ts';
import { createWorker } from '../../src/worker/createWorker.ts';
import type { Delivery } from '../../src/worker/outbox.ts';
import type { Socket } from '../../src/worker/sessionLoop.ts';
import { createFakeVision } from '../fakes/fakeVision.ts';
import { createMemoryHistoryStore } from '../fakes/memoryHistoryStore.ts';
import { createMemoryKeyStore } from '../fakes/memoryKeyStore.ts';

export interface NodeWorker {
  readonly snapshot: Snapshot | undefined;
  readonly log: readonly string[];
  /** Resolves as soon as `isMet` holds, which is looked at whenever the worker tells something. */
  until(isMet: (snapshot: Snapshot) => boolean): Promise<void>;
  stop(): Promise<void>;
}

export async function startNodeWorker(
  relay: string,
  clock: Clock,
  random: () => number,
  settings: Partial<WorkerSettings> = {},
): Promise<NodeWorker> {
  const log: string[] = [];
  const waits = new Set<() => void>();
  let snapshot: Snapshot | undefined;
  const worker = createWorker({
    clock,
    random,
    openSocket,
    fetch: (input, init) => fetch(input, init),
    localNetworkPermission: async () => undefined,
    vision: createFakeVision(),
    outboxStore: createMemoryKeyStore<Delivery>(),
    historyStore: createMemoryHistoryStore(),
    oneTab: { take: async () => () => {} },
    tabs: { post: () => {}, listen: () => {} },
  });
  await worker.start(
    {
      relay,
      mode: 'work',
      modelId: 'demo-model',
      device: 'auto',
      take: { services: [], jobTypes: [], singleFrames: false },
      cameras: [],
      workerId: 'node-worker',
      pageUrl: 'http://127.0.0.1/',
      ...settings,
    },
    (event) => {
      if (event.type === 'log') log.push(event.line.text);
      if (event.type === 'snapshot') snapshot = event.snapshot;
      for (const look of [...waits]) look();
    },
  );
  return {
    get snapshot() {
      return snapshot;
    },
    log,
    until: (isMet) =>
      new Promise((resolve) => {
        const look = () => {
          if (!snapshot || !isMet(snapshot)) return;
          waits.delete(look);
          resolve();
        };
        waits.add(look);
        look();
      }),
    stop: () => worker.pause(),
  };
}

function openSocket(url: string): Socket {
  const socket = new WebSocket(url);
  // A browser tells an error by a close alone.
  socket.on('error', () => {});
  // ws has the browser's handlers, with events of wider types.
  return socket as unknown as Socket;
}
