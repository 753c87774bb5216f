// The one place that builds the real things and joins them.
import { render } from 'preact';
import { App } from './page/App.tsx';
import { type AutomationDoor, openAutomation } from './page/automation.ts';
import {
  browserAddress,
  browserClock,
  browserObjectUrls,
  browserTextExport,
  createSmallStore,
} from './page/browserPorts.ts';
import { createPageModel } from './page/createPageModel.ts';
import { createInstall } from './page/install/createInstall.ts';
import { createLanguageChoice } from './page/language/languageChoice.ts';
import { watchLifecycle } from './page/lifecycle.ts';
import { createThemeChoice } from './page/parts/theme.ts';
import { modelChoices } from './page/settings/modelChoices.ts';
import { isVisitor, mayStartAtOnce } from './page/settings/startAtOnce.ts';
import './page/styles/index.css';
import { createBattery } from './platform/battery.ts';
import { probeGpu } from './platform/gpuProbe.ts';
import { createIdleWatch } from './platform/idle.ts';
import { createNotifier } from './platform/notifier.ts';
import { createModelGate } from './vision/gate/createModelGate.ts';
import { findModel, MODELS } from './vision/models.ts';
import { createWorkerClient } from './worker/workerClient.ts';

const choices = createSmallStore(() => localStorage);
const tabStore = createSmallStore(() => sessionStorage);
const client = createWorkerClient((message) => model.workerDied(message));
const model = createPageModel({
  client,
  models: modelChoices(MODELS),
  pageUrl: location.href,
  choices,
  tabStore,
  keptData: {
    countResults: async () => (await import('./storage/keptData.ts')).countKept('deliveries'),
    forgetResults: async () => (await import('./storage/keptData.ts')).clearKept('deliveries'),
    forgetTotals: async () => (await import('./storage/keptData.ts')).clearKept('history'),
  },
  address: browserAddress,
  languageChoice: await createLanguageChoice(choices, document.documentElement, navigator.languages),
  clock: browserClock,
  objectUrls: browserObjectUrls,
  loadCharts: async () => (await import('./page/health/drawChart.ts')).drawChart,
  loadTryMedia: async () => {
    const media = await import('./page/tryIt/browserTryMedia.ts');
    return media.createBrowserTryMedia(browserObjectUrls, async (...scene) =>
      (await import('./sampleScenes.ts')).drawSample(...scene),
    );
  },
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
    list: async () => (await import('./storage/modelStore/storedModels.ts')).listStored(),
    remove: async (modelId) => (await import('./storage/modelStore/storedModels.ts')).removeStored(modelId),
    keep: () => void navigator.storage?.persist?.().catch(() => {}),
  },
  document,
  wakeLock: 'wakeLock' in navigator ? navigator.wakeLock : undefined,
  // A page that a program drives has nobody to plug it in, nor to allow the battery.
  computer: isVisitor(location.href, navigator.webdriver)
    ? { battery: createBattery(navigator), idle: createIdleWatch(window), notifier: createNotifier(window) }
    : {},
});
const [navigation] = performance.getEntriesByType('navigation');
const install = createInstall({
  model,
  tabStore,
  window,
  arrival: {
    // A person's own choice takes a link's out of it.
    get pageUrl() {
      return location.href;
    },
    atMs: Date.now(),
    // The only entries of that type.
    navigation: (navigation as PerformanceNavigationTiming | undefined)?.type ?? 'navigate',
    // Chrome's own, as yet.
    wasDiscarded: 'wasDiscarded' in document && document.wasDiscarded === true,
  },
  reload: () => location.reload(),
});
watchLifecycle(
  { document, window, send: (url, init) => fetch(url, init) },
  { onBack: model.checkConnection, lastWill: () => model.store.lastWill.peek() },
);
// Another tab of this browser has changed what is remembered.
addEventListener('storage', () => {
  model.limits.readAgain();
  model.consents.refresh();
});
const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app to draw into.');
// What index.html shows until now.
root.replaceChildren();
render(
  <App model={model} themeChoice={createThemeChoice(choices, document.documentElement)} install={install} />,
  root,
);
if (navigator.webdriver) openAutomation(model.store, client, window as AutomationDoor);
if (mayStartAtOnce(location.href, navigator.webdriver)) model.start();
if (isVisitor(location.href, navigator.webdriver)) {
  install.comeBack();
  // After all that the first visit shows; another language may have come later than that.
  if (document.readyState === 'complete') void keepForLater();
  else addEventListener('load', () => void keepForLater());
}

async function keepForLater(): Promise<void> {
  // Without https there is none, and without a build there is nothing to keep.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { watchServiceWorker } = await import('./page/install/serviceWorker.ts');
  const ports = { serviceWorkers: navigator.serviceWorker, clock: browserClock, document };
  // Where the browser keeps nothing (a private window, a full disk), the page works as ever.
  await install.watchUpdates((onUpdate) => watchServiceWorker(ports, onUpdate)).catch(() => {});
}

/** `crypto.randomUUID` is missing on plain http from another computer; `getRandomValues` is there. */
function randomUuid(): string {
  if (isSecureContext) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
