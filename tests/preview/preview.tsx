// The page with a fake worker that plays a canned state: `npx vite`, then /tests/preview/?state=working.
// States: welcome, welcome-obstacle, welcome-mirror, welcome-stored, loading, loading-paused, preparing, self-test, no-model,
// self-test-failed, no-space, file-corrupt, model-missing, findings, alert, settings, observing, working, e2-working, waiting, standby, failed, paused, silent-cameras, and troubles
// with the relay: trouble, trouble-in-hand, no-cors, local-network, mixed-content, relay-down, wrong-path, http-unreachable.
import { render } from 'preact';
import { App } from '../../src/page/App.tsx';
import { browserClock, browserObjectUrls, browserTextExport, createSmallStore } from '../../src/page/browserPorts.ts';
import { createPageModel } from '../../src/page/pageModel.ts';
import { createThemeChoice } from '../../src/page/parts/theme.ts';
import { modelChoices } from '../../src/page/settings/modelChoices.ts';
import '../../src/page/styles/index.css';
import { MODELS } from '../../src/vision/models.ts';
import { createFakeModelGate, createFakeModelShelf } from '../fakes/fakePagePorts.ts';
import { createFakeWorkerClient } from '../fakes/fakeWorkerClient.ts';
import { CANNED_STORED, cannedGate, cannedLink } from './cannedModels.ts';
import { eventsOf } from './cannedStates.ts';
import { createSceneFrames } from './sceneFrames.ts';

const state = new URL(location.href).searchParams.get('state') ?? 'welcome';
const events = await eventsOf(state, createSceneFrames());
const choices = createSmallStore(() => sessionStorage);
/** The relay that served the page, or where a state says so, one elsewhere. */
const relay = events.some((event) => event.type === 'snapshot' && event.snapshot.relayHost !== 'localhost:7010')
  ? '?relay=relay.example:7010'
  : `?mode=work${cannedLink(state)}`;
const model = createPageModel({
  client: createFakeWorkerClient((client) => client.emit(...events)),
  models: modelChoices(MODELS),
  pageUrl: `http://localhost:7010/${relay}`,
  choices,
  tabStore: choices,
  clock: browserClock,
  objectUrls: browserObjectUrls,
  textExport: browserTextExport,
  createId: () => '4f3c2a10-9d6b-4f0e-8a55-1c2d3e4f5a6b',
  gate: createFakeModelGate(cannedGate(state)),
  shelf: createFakeModelShelf(CANNED_STORED, ['demo-model']),
  document,
  wakeLock: navigator.wakeLock,
});
const root = document.getElementById('app');
if (root) render(<App model={model} themeChoice={createThemeChoice(choices, document.documentElement)} />, root);
if (state === 'settings') model.showSettings(true);
else if (!state.startsWith('welcome')) model.start();
