// The page with a fake worker that plays a canned state: `npx vite`, then /tests/preview/?state=working.
// States: welcome, loading, observing, working, waiting, trouble, failed, paused.
import { render } from 'preact';
import { App } from '../../src/page/App.tsx';
import { browserClock, browserObjectUrls, browserTextExport, createSmallStore } from '../../src/page/browserPorts.ts';
import { createPageModel } from '../../src/page/pageModel.ts';
import { createThemeChoice } from '../../src/page/parts/theme.ts';
import { modelChoices } from '../../src/page/settings/modelChoices.ts';
import '../../src/page/styles/index.css';
import { MODELS } from '../../src/vision/models.ts';
import { createFakeWorkerClient } from '../fakes/fakeWorkerClient.ts';
import { eventsOf } from './cannedStates.ts';
import { createSceneFrames } from './sceneFrames.ts';

const state = new URL(location.href).searchParams.get('state') ?? 'welcome';
const events = await eventsOf(state, createSceneFrames());
const choices = createSmallStore(() => sessionStorage);
const model = createPageModel({
  client: createFakeWorkerClient((client) => client.emit(...events)),
  models: modelChoices(MODELS),
  pageUrl: 'http://localhost:7010/',
  choices,
  tabStore: choices,
  clock: browserClock,
  objectUrls: browserObjectUrls,
  textExport: browserTextExport,
  createId: () => '4f3c2a10-9d6b-4f0e-8a55-1c2d3e4f5a6b',
  webGpu: 'offered',
});
const root = document.getElementById('app');
if (root) render(<App model={model} themeChoice={createThemeChoice(choices, document.documentElement)} />, root);
if (state !== 'welcome') model.start();
