// The worker thread's entry: the real ports, and nothing else.
import { expose } from 'comlink';
import { systemClock } from '../platform/clock.ts';
import { createKeyStore } from '../storage/keyStore.ts';
import { createWorker } from './createWorker.ts';
import type { Delivery } from './outbox.ts';
import type { Socket } from './sessionLoop.ts';
import { createVisionClient } from './visionClient.ts';

const spawnVision = () => new Worker(new URL('../vision/vision.worker.ts', import.meta.url), { type: 'module' });

const worker = createWorker({
  clock: systemClock,
  random: Math.random,
  // The browser's WebSocket has more than the slice that is used, with narrower event types.
  openSocket: (url) => new WebSocket(url) as Socket,
  fetch: (input, init) => fetch(input, init),
  vision: createVisionClient(spawnVision, systemClock),
  outboxStore: createKeyStore<Delivery>('outbox'),
});
self.addEventListener('online', () => worker.online());

expose(worker);
