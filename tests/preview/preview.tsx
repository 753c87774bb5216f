// The page with a fake worker that plays a canned state: `npx vite`, then /tests/preview/?state=working.
// All of them are in screens.ts. `&lang=de` speaks German, `&late` lets the data come after the page has shown, and once the
// screen stands still the document's element says so: `data-screen`.
import { render } from 'preact';
import { App } from '../../src/page/App.tsx';
import {
  browserAddress,
  browserClock,
  browserObjectUrls,
  browserTextExport,
  createSmallStore,
} from '../../src/page/browserPorts.ts';
import { createPageModel } from '../../src/page/createPageModel.ts';
import { createLanguageChoice } from '../../src/page/language/languageChoice.ts';
import { createThemeChoice } from '../../src/page/parts/theme.ts';
import { modelChoices } from '../../src/page/settings/modelChoices.ts';
import '../../src/page/styles/index.css';
import { createBrowserTryMedia } from '../../src/page/tryIt/browserTryMedia.ts';
import { drawSample } from '../../src/sampleScenes.ts';
import { MODELS } from '../../src/vision/models.ts';
import { createFakeInstall } from '../fakes/fakeInstall.ts';
import { createFakeModelGate, createFakeModelShelf } from '../fakes/fakePagePorts.ts';
import { createFakeVisitPorts } from '../fakes/fakeVisitPorts.ts';
import { createFakeWorkerClient } from '../fakes/fakeWorkerClient.ts';
import { cannedChoices, cannedHistory, historyEventsOf } from './cannedHistory.ts';
import { cannedInstall } from './cannedInstall.ts';
import { cannedComputer, cannedLimits, limitsEventsOf } from './cannedLimits.ts';
import { CANNED_STORED, cannedGate, cannedLink } from './cannedModels.ts';
import { eventsOf } from './cannedStates.ts';
import { cannedTry } from './cannedTry.ts';
import { cannedMemory, cannedQuery } from './cannedVisit.ts';
import { untilStill } from './hands.ts';
import { emitLate, lateGate } from './late.ts';
import { renderRelay } from './relayScreen.tsx';
import { createSceneFrames } from './sceneFrames.ts';
import { RELAY_GROUP, screenOf } from './screens.ts';
import { showScreen } from './showScreen.ts';

const { searchParams } = new URL(location.href);
const screen = screenOf(searchParams.get('state') ?? 'welcome');
const state = screen.state ?? screen.name;
// Each screen stands by itself, whatever was chosen in the one before.
sessionStorage.clear();
const isLate = searchParams.has('late');
const sceneFrames = createSceneFrames();
const events =
  (await historyEventsOf(state, sceneFrames)) ??
  (await limitsEventsOf(state, sceneFrames)) ??
  (await eventsOf(state, sceneFrames));
const choices = createSmallStore(() => sessionStorage);
for (const [key, value] of Object.entries({ ...cannedChoices(state), ...cannedLimits(state), ...cannedMemory(state) }))
  choices.set(key, value);
const language = searchParams.get('lang');
if (language !== null) choices.set('language', language);
/** The relay that served the page, or where a state says so, one elsewhere. */
const relay = events.some((event) => event.type === 'snapshot' && event.snapshot.relayHost !== 'localhost:7010')
  ? '?relay=relay.example:7010'
  : `?mode=work${cannedLink(state)}`;
const languageChoice = await createLanguageChoice(choices, document.documentElement, navigator.languages);
const model = createPageModel({
  client: Object.assign(
    createFakeWorkerClient(
      (client) => (isLate ? void emitLate(client, events) : client.emit(...events)),
      cannedHistory(state),
    ),
    { tryAs: cannedTry(state) },
  ),
  models: modelChoices(MODELS),
  pageUrl: `http://localhost:7010/${cannedQuery(state) ?? relay}`,
  choices,
  tabStore: choices,
  ...createFakeVisitPorts(),
  address: browserAddress,
  languageChoice,
  clock: browserClock,
  objectUrls: browserObjectUrls,
  loadCharts: async () => (await import('../../src/page/health/drawChart.ts')).drawChart,
  loadTryMedia: async () => createBrowserTryMedia(browserObjectUrls, drawSample),
  textExport: browserTextExport,
  createId: () => '4f3c2a10-9d6b-4f0e-8a55-1c2d3e4f5a6b',
  gate: isLate ? lateGate(createFakeModelGate(cannedGate(state))) : createFakeModelGate(cannedGate(state)),
  shelf: createFakeModelShelf(CANNED_STORED, ['demo-model']),
  document,
  wakeLock: navigator.wakeLock,
  computer: cannedComputer(state),
});
const themeChoice = createThemeChoice(choices, document.documentElement);
const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app to draw into.');
if (screen.group === RELAY_GROUP) await renderRelay(state, root, sceneFrames, themeChoice, languageChoice);
else {
  const install = createFakeInstall(cannedInstall(state, screen.install ?? searchParams.get('install') ?? ''));
  render(<App model={model} themeChoice={themeChoice} install={install} />, root);
  await showScreen(screen.name, state, model);
}
await untilStill();
document.documentElement.dataset['screen'] = screen.name;
