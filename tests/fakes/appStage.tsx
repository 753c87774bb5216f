// The whole page on fake ports, in a document of happy-dom, with hands to use it: what the tests of App start from.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { App } from '../../src/page/App.tsx';
import { loadAtWork } from '../../src/page/atWork.ts';
import { createPageModel } from '../../src/page/createPageModel.ts';
import { createThemeChoice } from '../../src/page/parts/theme.ts';
import type { Computer, GateView } from '../../src/page/ports.ts';
import { loadSettingsPanel } from '../../src/page/settings/SettingsPlace.tsx';
import type { LoadProgress } from '../../src/vision/api.ts';
import type { WorkerEvent } from '../../src/worker/api.ts';
import { createFakeCharts } from './fakeCharts.ts';
import { createFakeInstall } from './fakeInstall.ts';
import {
  createFakeModelGate,
  createFakeModelShelf,
  createFakeObjectUrls,
  createFakePageClock,
  createFakePageDocument,
  createFakeSmallStore,
  createFakeTextExport,
  createFakeWakeLock,
} from './fakePagePorts.ts';
import { createFakeTryMedia } from './fakeTryMedia.ts';
import { createFakeVisitPorts } from './fakeVisitPorts.ts';
import { createFakeWorkerClient } from './fakeWorkerClient.ts';

export const root = document.createElement('div');
document.body.append(root);

const STORED = [{ modelId: 'owner/big', revision: 'r', bytes: 1_373_000_000, complete: false }];

export async function openApp(
  query = '',
  kept: Record<string, string> = {},
  view: Partial<GateView> = {},
  computer: Computer = {},
  /** False: what Start fetches comes only then. */
  ahead = true,
) {
  const client = createFakeWorkerClient();
  const visit = createFakeVisitPorts();
  // So that they are there as soon as they are opened.
  await loadSettingsPanel();
  if (ahead) await loadAtWork();
  const choices = createFakeSmallStore(kept);
  const textExport = createFakeTextExport();
  const charts = createFakeCharts();
  const tryMedia = createFakeTryMedia();
  const model = createPageModel({
    client,
    models: [
      { id: 'demo-model', name: 'Demo', facts: '5.5 MB', note: 'Comes with this page.', demo: true },
      { id: 'owner/big', name: 'Big', facts: '1.4 GB, Apache-2.0', note: 'Fetched once.' },
    ],
    pageUrl: `http://relay.example:7010/${query}`,
    choices,
    tabStore: createFakeSmallStore(),
    ...visit,
    clock: createFakePageClock(),
    objectUrls: createFakeObjectUrls(),
    loadCharts: async () => charts.draw,
    loadTryMedia: async () => tryMedia,
    textExport,
    createId: () => 'worker-1',
    gate: createFakeModelGate(view),
    shelf: createFakeModelShelf(STORED),
    document: createFakePageDocument(),
    wakeLock: createFakeWakeLock(),
    computer,
  });
  const themeChoice = createThemeChoice(choices, document.documentElement);
  await act(() => render(<App model={model} themeChoice={themeChoice} install={createFakeInstall()} />, root));
  return {
    client,
    choices,
    textExport,
    visit,
    charts,
    tryMedia,
    model,
    tell: (...events: WorkerEvent[]) => act(() => client.emit(...events)),
    dieThenPause: async () => {
      client.die(new Error('out of memory'));
      await act(() => click('Pause'));
    },
  };
}

export const all = (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)];
export const button = (name: string) => all('button').find(({ textContent }) => textContent === name);
export const click = (name: string) => act(() => button(name)?.click());
export const radio = (value: string) => root.querySelector<HTMLInputElement>(`input[type=radio][value=${value}]`);
export const type = (selector: string, text: string) =>
  act(() => {
    const input = root.querySelector<HTMLInputElement>(selector);
    if (!input) throw new Error(`There is no ${selector}.`);
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });

export const closeApp = (): void => render(null, root);

/** A model on its way. */
export const loadingAt = (part: Partial<LoadProgress>) =>
  ({
    type: 'loading',
    modelName: 'Demo',
    progress: { stage: 'download', files: [{ file: 'a', loadedBytes: 1, totalBytes: 9 }], paused: false, ...part },
  }) as const;
