// The product's worker thread with real sockets and requests; its vision thread is the bench's (ourVision.worker.ts).
import { expose } from 'comlink';
import { systemClock } from '../../../../src/platform/clock.ts';
import { createOneTab, createTabChannel } from '../../../../src/platform/oneTab.ts';
import { createHistoryStore } from '../../../../src/storage/history.ts';
import { createKeyStore } from '../../../../src/storage/keyStore.ts';
import { createWorker } from '../../../../src/worker/createWorker.ts';
import type { History } from '../../../../src/worker/history/history.ts';
import type { Delivery } from '../../../../src/worker/outbox.ts';
import type { Socket } from '../../../../src/worker/sessionLoop.ts';
import type { TabMessage } from '../../../../src/worker/tabMirror.ts';
import { createVisionClient } from '../../../../src/worker/visionClient.ts';
import { kindOf } from './requests.ts';
import { spanned } from './spanChannel.ts';

const spawnVision = () =>
  // What the page asked for comes along as the name.
  new Worker(new URL('./ourVision.worker.ts', import.meta.url), { type: 'module', name: self.name });

expose(
  createWorker({
    clock: systemClock,
    random: Math.random,
    openSocket: (url) => new WebSocket(url) as Socket,
    fetch: (input, init) => spanned(kindOf(String(input)), () => fetch(input, init)),
    localNetworkPermission: async () => undefined,
    vision: createVisionClient(spawnVision, systemClock),
    outboxStore: createKeyStore<Delivery>('deliveries'),
    historyStore: createHistoryStore<History>(),
    oneTab: createOneTab('bench', navigator.locks),
    tabs: createTabChannel<TabMessage>('bench-tabs'),
  }),
);
