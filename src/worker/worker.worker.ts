// The worker thread's entry: the real ports, and nothing else.
import { expose } from 'comlink';
import { systemClock } from '../platform/clock.ts';
import { createFrameLuma } from '../platform/frameLuma.ts';
import { declaration, localNetworkPermission } from '../platform/localNetwork.ts';
import { createOneTab, createTabChannel } from '../platform/oneTab.ts';
import { createHistoryStore } from '../storage/history.ts';
import { createKeyStore } from '../storage/keyStore.ts';
import { createWorker } from './createWorker.ts';
import type { History } from './history/history.ts';
import type { Delivery } from './outbox.ts';
import type { Socket } from './sessionLoop.ts';
import type { TabMessage } from './tabMirror.ts';
import { createVisionClient } from './visionClient.ts';

const spawnVision = () => new Worker(new URL('../vision/vision.worker.ts', import.meta.url), { type: 'module' });
/** Of the same host as the page. */
const here = self.location.href;

const worker = createWorker({
  clock: systemClock,
  random: Math.random,
  openSocket,
  fetch: (input, init) => fetch(input, { ...init, ...declaration(here, String(input)) }),
  localNetworkPermission,
  vision: createVisionClient(spawnVision, systemClock),
  frameLuma: createFrameLuma(),
  outboxStore: createKeyStore<Delivery>('deliveries'),
  historyStore: createHistoryStore<History>(),
  oneTab: createOneTab('unblink-worker', navigator.locks),
  tabs: createTabChannel<TabMessage>('unblink-worker'),
});
self.addEventListener('online', () => worker.online());

expose(worker);

function openSocket(url: string): Socket {
  const declared = declaration(here, url);
  if (declared.targetAddressSpace) {
    try {
      // Browsers without the option take it for the name of a subprotocol, and throw, as it makes no good one.
      return new WebSocket(url, declared as unknown as string[]) as Socket;
    } catch {
      // Without it then.
    }
  }
  // The browser's WebSocket has more than the slice that is used, with narrower event types.
  return new WebSocket(url) as Socket;
}
