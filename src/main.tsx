// The one place that builds the real things and joins them.
import { render } from 'preact';
import { App } from './page/App.tsx';
import { type AutomationDoor, openAutomation } from './page/automation.ts';
import { browserClock, browserObjectUrls, browserTextExport, createSmallStore } from './page/browserPorts.ts';
import { watchLifecycle } from './page/lifecycle.ts';
import { createPageModel } from './page/pageModel.ts';
import { createThemeChoice } from './page/parts/theme.ts';
import { modelChoices } from './page/settings/modelChoices.ts';
import { mayStartAtOnce } from './page/settings/startAtOnce.ts';
import './page/styles/index.css';
import { probeGpu } from './platform/gpuProbe.ts';
import { listModels, removeModel } from './storage/modelStore/modelShelf.ts';
import { openModelArea } from './storage/modelStore/openModelArea.ts';
import { createModelGate } from './vision/gate/createModelGate.ts';
import { findModel, MODELS } from './vision/models.ts';
import { createWorkerClient } from './worker/workerClient.ts';

const choices = createSmallStore(() => localStorage);
const client = createWorkerClient((message) => model.workerDied(message));
const model = createPageModel({
  client,
  models: modelChoices(MODELS),
  pageUrl: location.href,
  choices,
  tabStore: createSmallStore(() => sessionStorage),
  clock: browserClock,
  objectUrls: browserObjectUrls,
  textExport: browserTextExport,
  createId: randomUuid,
  gate: createModelGate({
    probe: () => probeGpu('gpu' in navigator ? navigator.gpu : undefined, isSecureContext),
    // `storage` is missing on plain http from another computer.
    estimate: async () => navigator.storage?.estimate(),
    models: MODELS,
    findModel,
  }),
  shelf: {
    list: async () => listModels(await openModelArea()),
    remove: async (modelId) => (await removeModel(await openModelArea(), modelId))?.message,
    keep: () => void navigator.storage?.persist?.().catch(() => {}),
  },
  document,
  wakeLock: 'wakeLock' in navigator ? navigator.wakeLock : undefined,
});
watchLifecycle(
  { document, window, send: (url, init) => fetch(url, init) },
  { onBack: model.checkConnection, lastWill: () => model.store.lastWill.peek() },
);
const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app to draw into.');
// What index.html shows until now.
root.replaceChildren();
render(<App model={model} themeChoice={createThemeChoice(choices, document.documentElement)} />, root);
if (navigator.webdriver) openAutomation(model.store, client, window as AutomationDoor);
if (mayStartAtOnce(location.href, navigator.webdriver)) model.start();

/** `crypto.randomUUID` is missing on plain http from another computer; `getRandomValues` is there. */
function randomUuid(): string {
  if (isSecureContext) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
