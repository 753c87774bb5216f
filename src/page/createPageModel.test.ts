import { expect, test } from 'vitest';
import { createFakeCharts } from '../../tests/fakes/fakeCharts.ts';
import {
  createFakeModelGate,
  createFakeModelShelf,
  createFakeObjectUrls,
  createFakePageClock,
  createFakePageDocument,
  createFakeSmallStore,
  createFakeTextExport,
  createFakeWakeLock,
} from '../../tests/fakes/fakePagePorts.ts';
import { createFakeTryMedia } from '../../tests/fakes/fakeTryMedia.ts';
import { createFakeVisitPorts } from '../../tests/fakes/fakeVisitPorts.ts';
import { createFakeWorkerClient } from '../../tests/fakes/fakeWorkerClient.ts';
import { sampleSnapshot } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { Snapshot } from '../worker/api.ts';
import { createPageModel } from './createPageModel.ts';
import type { GateView } from './ports.ts';

function setUp(query = '', kept: Record<string, string> = {}, view: Partial<GateView> = {}) {
  const client = createFakeWorkerClient();
  const wakeLock = createFakeWakeLock();
  const clock = createFakePageClock();
  const shelf = createFakeModelShelf();
  const visit = createFakeVisitPorts();
  const model = createPageModel({
    client,
    models: [{ id: 'demo-model', name: 'Demo', facts: '', note: '' }],
    pageUrl: `http://relay.example:7010/${query}`,
    choices: createFakeSmallStore(kept),
    tabStore: createFakeSmallStore(),
    ...visit,
    clock,
    objectUrls: createFakeObjectUrls(),
    loadCharts: async () => createFakeCharts().draw,
    loadTryMedia: async () => createFakeTryMedia(),
    textExport: createFakeTextExport(),
    createId: () => 'worker-1',
    gate: createFakeModelGate(view),
    shelf,
    document: createFakePageDocument(),
    wakeLock,
  });
  const run = (part: Partial<Snapshot> = {}) => {
    if (client.calls.length === 0) model.start();
    model.store.dispatch({ type: 'snapshot', snapshot: sampleSnapshot(part) });
  };
  return { client, wakeLock, clock, shelf, visit, model, run };
}

test('G7: the address bar says what to take', async () => {
  const { client, model } = setUp('?services=yard,gate&types=frame_batch&frames=1');
  model.start();
  await settle();
  expect(client.settings?.take).toEqual({
    services: ['yard', 'gate'],
    jobTypes: ['frame_batch'],
    singleFrames: true,
  });
});

test('M3: Start asks the browser to keep what is stored', () => {
  const { shelf, model } = setUp();
  expect(shelf.keeps).toBe(0);
  model.start();
  expect(shelf.keeps).toBe(1);
});

test('G7: an address bar that asks for too much starts nothing, and opens Settings', () => {
  const { client, model } = setUp(`?services=${'x'.repeat(300)}`);
  model.start();
  expect(client.calls).toEqual([]);
  expect(model.settingsOpen.value).toBe(true);
});

test('G7: settings that change nothing for the worker leave it alone', () => {
  const { client, model, run } = setUp();
  run();
  model.applySettings({ ...model.settings.value, keepAwake: true });
  expect(client.calls).toEqual(['start']);
  model.applySettings({ ...model.settings.value, services: 'yard' });
  expect(client.calls).toEqual(['start', 'start']);
});

test('G8: a tab in standby takes its own mode and new settings along when its turn comes', async () => {
  const { client, model, run } = setUp();
  run({ run: { type: 'standby' }, mode: 'work' });
  expect(model.mode.value).toBe('observe');
  model.setMode('work');
  await settle();
  expect([client.calls, client.settings?.mode]).toEqual([['start', 'start'], 'work']);
  model.applySettings({ ...model.settings.value, services: 'yard' });
  await settle();
  expect(client.settings?.take.services).toEqual(['yard']);
});

test('S10: a page that is looked at again troubles no worker that does not run', () => {
  const { client, model, run } = setUp();
  model.checkConnection();
  run({ run: { type: 'paused' } });
  model.checkConnection();
  run();
  model.checkConnection();
  expect(client.calls).toEqual(['start', 'checkConnection']);
});

test('G10: the screen is kept on only while this tab works, and only where that is allowed', async () => {
  const { wakeLock, run } = setUp('', { awake: '1' });
  const heldIn = async (part: Partial<Snapshot>) => {
    run(part);
    await settle();
    return wakeLock.held;
  };
  expect(await heldIn({ mode: 'observe' })).toBe(0);
  expect(await heldIn({})).toBe(1);
  expect(await heldIn({ run: { type: 'stopping' } })).toBe(1);
  expect(await heldIn({ run: { type: 'paused' } })).toBe(0);
  expect(await heldIn({ run: { type: 'standby' } })).toBe(0);
  expect(setUp().wakeLock.requests).toBe(0);
});

test('G6: silent cameras are told when the time has come, and a job ends it', () => {
  const { clock, model, run } = setUp();
  run({ connection: { type: 'open', sinceMs: clock.now() } });
  expect(model.remedy.value).toBeUndefined();
  clock.pass(180);
  expect(model.remedy.value?.reason).toBe('silent-cameras');
  run({ connection: { type: 'open', sinceMs: 0 }, lastOfferMs: clock.now() });
  expect(model.remedy.value).toBeUndefined();
});

const OBSTACLE = { reason: 'needs-gpu' } as const;

test('G11: a model that cannot run here is not started for work: the state line says why, and Settings opens', async () => {
  const { client, model } = setUp('?mode=work', {}, { obstacle: OBSTACLE });
  await settle();
  model.start();
  expect(client.calls).toEqual([]);
  expect(model.settingsOpen.value).toBe(true);
  expect(model.sentence.value).toMatchObject({ topic: 'obstacle', tone: 'warning' });
  expect(model.sentence.value.text).toMatch(/^Demo needs a GPU: .* Choose the demo model/);
});

test('G11: watching needs no model, and want of room is judged by the download itself', async () => {
  const watching = setUp('', {}, { obstacle: OBSTACLE });
  const full = setUp('?mode=work', {}, { obstacle: { ...OBSTACLE, reason: 'no-room' } });
  await settle();
  for (const { client, model } of [watching, full]) {
    model.start();
    expect(client.calls).toEqual(['start']);
  }
});

test('G12: the download is held and ended by commands, and a model that was not loaded is loaded by Work', async () => {
  const { client, model, run } = setUp('?mode=work');
  run();
  model.pauseDownload(true);
  model.pauseDownload(false);
  model.cancelLoad();
  model.loadModel();
  await settle();
  expect(client.calls).toEqual(['start', 'pauseDownload true', 'pauseDownload false', 'cancelLoad', 'setMode work']);
});

test('G13: a mirror goes to the worker without its last slash, and none where there is none', async () => {
  const mirrored = setUp('?modelHost=https://hub.example/mirror/');
  mirrored.model.start();
  const plain = setUp();
  plain.model.start();
  await settle();
  expect(mirrored.client.settings?.modelHost).toBe('https://hub.example/mirror');
  expect('modelHost' in (plain.client.settings ?? {})).toBe(false);
});

test('W14: how much may change where nothing moved goes to the worker, and nothing where it is 0', async () => {
  const [still, plain] = [setUp('?still=2.5'), setUp('?still=0')];
  for (const { model } of [still, plain]) model.start();
  await settle();
  expect(still.client.settings?.stillThreshold).toBe(2.5);
  expect('stillThreshold' in (plain.client.settings ?? {})).toBe(false);
});

test('G15: what was set for a camera is told to the worker', async () => {
  const camera = { serviceId: 'yard', task: 'count', prompt: '', labels: 'car, person', language: '' };
  const { client, model } = setUp('', { cameras: JSON.stringify([camera]) });
  model.start();
  await settle();
  expect(client.settings?.cameras).toEqual([{ serviceId: 'yard', task: 'count', labels: ['car', 'person'] }]);
});

test('G54: a tab wants to work from Start until Pause or Stop, and a reload of its own changes nothing of that', () => {
  const { client, model } = setUp();
  expect(model.wanted.value).toBe(false);
  for (const end of [model.pause, model.stopAfterJob]) {
    model.start();
    expect(model.wanted.value).toBe(true);
    void model.finishJob();
    expect(model.wanted.value).toBe(true);
    end();
    expect(model.wanted.value).toBe(false);
  }
  expect(client.calls).toEqual(['start', 'stopAfterJob', 'pause', 'start', 'stopAfterJob', 'stopAfterJob']);
});
