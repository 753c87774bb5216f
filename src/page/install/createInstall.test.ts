import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { createDeferred } from '../../../tests/fakes/deferred.ts';
import { createFakeSmallStore } from '../../../tests/fakes/fakePagePorts.ts';
import { sampleSnapshot } from '../../../tests/fakes/samples.ts';
import { settle } from '../../../tests/fakes/settle.ts';
import { idleSnapshot, type Mode, type Snapshot } from '../../worker/api.ts';
import type { SmallStore } from '../ports.ts';
import { readSettings, type Settings } from '../settings/settings.ts';
import type { LinkAsk } from '../settings/settingsLink.ts';
import { createInstall, type InstallPorts } from './createInstall.ts';

const PAGE = 'https://cams.example/app/';
const MODELS = [{ id: 'demo-model', name: 'Demo', facts: '', note: '' }];

/** One page of a tab; the next one of the same tab is opened with the same store. */
function openPage(tabStore: SmallStore = createFakeSmallStore(), { agreed = true, ask = '' } = {}) {
  const did: string[] = [];
  const snapshot = signal<Snapshot>(idleSnapshot('observe', 'cams.example'));
  const settings = signal<Settings>(readSettings(PAGE, createFakeSmallStore(), MODELS));
  const wanted = signal(false);
  const current = signal(agreed ? { relay: 'https://cams.example', atMs: 0 } : undefined);
  const asks = signal<readonly LinkAsk[]>(ask ? [{ key: 'relay', asks: ask, was: '' }] : []);
  const mode = signal<Mode>('work');
  /** What finishing the job ends in. */
  const finishing = createDeferred<'done' | 'thread gone'>();
  const window = new EventTarget();
  const model: InstallPorts['model'] = {
    store: { snapshot },
    consents: { current },
    link: { asks },
    models: MODELS,
    settings,
    wanted,
    mode,
    applySettings: (next) => {
      settings.value = next;
    },
    start() {
      did.push(`start ${settings.peek().mode}`);
      wanted.value = true;
    },
    async finishJob() {
      did.push('finish');
      if ((await finishing.promise) === 'thread gone') throw new Error('the thread is gone');
    },
  };
  const install = createInstall({
    model,
    tabStore,
    window,
    arrival: { pageUrl: PAGE, atMs: 1_000_000, navigation: 'reload', wasDiscarded: false },
    reload: () => did.push('reload'),
  });
  install.comeBack();
  return { did, snapshot, settings, wanted, finishing, window, model, install, tabStore };
}

/** The tab's store after a page in which this was done. */
function leave(use: (page: ReturnType<typeof openPage>) => void): SmallStore {
  const page = openPage();
  use(page);
  return page.tabStore;
}

test('G54: a tab that worked comes back to work, in the mode that it was in, and says so until that was read', () => {
  const tab = leave(({ model, settings }) => {
    model.start();
    settings.value = { ...settings.value, mode: 'work' };
  });
  const { did, install } = openPage(tab);
  expect([did, install.back.value]).toEqual([['start work'], 'reloaded']);
  install.hideBack();
  expect(install.back.value).toBeUndefined();
});

test('G54: a tab that came back comes back again', () => {
  const tab = leave(({ model }) => model.start());
  const times = [openPage(tab), openPage(tab)];
  expect(times.map(({ did }) => did)).toEqual([['start observe'], ['start observe']]);
});

test('G1 G54: a tab that was never started, or was paused, by its person or for a reason, starts nothing', () => {
  const tabs = [
    leave(() => {}),
    leave(({ model, wanted }) => {
      model.start();
      wanted.value = false;
    }),
    leave(({ model, snapshot }) => {
      model.start();
      snapshot.value = sampleSnapshot({ run: { type: 'paused', problem: { reason: 'replaced', message: '' } } });
    }),
  ];
  for (const tab of tabs) {
    const { did, install } = openPage(tab);
    expect([did, install.back.value]).toEqual([[], undefined]);
  }
});

test('G1 G54: nothing starts that the person has not agreed to, or no longer', () => {
  const worked = () => leave(({ model }) => model.start());
  for (const page of [openPage(worked(), { agreed: false }), openPage(worked(), { ask: 'wss://evil.example' })]) {
    expect([page.did, page.install.back.value]).toEqual([[], undefined]);
  }
  expect(openPage(worked(), { ask: 'wss://cams.example/app' }).did).toEqual(['start observe']);
});

test('G55: a tab that came back too often says so and starts nothing', () => {
  const tab = leave(({ model }) => model.start());
  const notes = [1, 2, 3, 4].map(() => openPage(tab).install.back.value);
  expect(notes).toEqual(['reloaded', 'reloaded', 'reloaded', 'too-often']);
  expect(openPage(tab).did).toEqual([]);
});

test('G52: a new version is taken after the job in hand, and the tab comes back to work', async () => {
  const { did, install, model, finishing, tabStore } = openPage();
  model.start();
  await install.watchUpdates(async (onUpdate) => {
    onUpdate();
    return { activate: async () => void did.push('activate'), stop: () => {} };
  });
  expect(install.update.value.type).toBe('ready');
  install.takeUpdate();
  install.takeUpdate();
  await settle();
  expect([did, install.update.value.type]).toEqual([['start observe', 'finish'], 'taking']);
  finishing.resolve('done');
  await settle();
  expect(did).toEqual(['start observe', 'finish', 'activate', 'reload']);
  const next = openPage(tabStore);
  expect([next.did, next.install.back.value]).toEqual([['start observe'], 'updated']);
});

test('G53: a part of the page that is gone from the server is said, and a reload helps', async () => {
  const { did, install, finishing, window } = openPage();
  window.dispatchEvent(new Event('vite:preloadError'));
  expect(install.update.value.type).toBe('broken');
  await install.watchUpdates(async () => ({ activate: async () => void did.push('activate'), stop: () => {} }));
  finishing.resolve('thread gone');
  install.takeUpdate();
  await settle();
  expect(did).toEqual(['finish', 'activate', 'reload']);
});

test('G56: the browser’s offer to install waits for a click, and serves once', () => {
  const { install, window } = openPage();
  expect(install.offer.value).toBeUndefined();
  let prompts = 0;
  const prompt = async (): Promise<void> => void prompts++;
  const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt });
  window.dispatchEvent(event);
  expect([event.defaultPrevented, prompts]).toEqual([true, 0]);
  install.offer.value?.();
  expect([prompts, install.offer.value]).toEqual([1, undefined]);
  window.dispatchEvent(event);
  window.dispatchEvent(new Event('appinstalled'));
  expect(install.offer.value).toBeUndefined();
});
