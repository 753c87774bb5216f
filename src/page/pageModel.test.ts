import { expect, test } from 'vitest';
import {
  createFakeObjectUrls,
  createFakePageClock,
  createFakePageDocument,
  createFakeSmallStore,
  createFakeTextExport,
  createFakeWakeLock,
} from '../../tests/fakes/fakePagePorts.ts';
import { createFakeWorkerClient } from '../../tests/fakes/fakeWorkerClient.ts';
import { sampleSnapshot } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';
import type { Snapshot } from '../worker/api.ts';
import { createPageModel } from './pageModel.ts';

function setUp(query = '', kept: Record<string, string> = {}) {
  const client = createFakeWorkerClient();
  const wakeLock = createFakeWakeLock();
  const clock = createFakePageClock();
  const model = createPageModel({
    client,
    models: [{ id: 'demo-model', name: 'Demo', note: '' }],
    pageUrl: `http://relay.example:7010/${query}`,
    choices: createFakeSmallStore(kept),
    tabStore: createFakeSmallStore(),
    clock,
    objectUrls: createFakeObjectUrls(),
    textExport: createFakeTextExport(),
    createId: () => 'worker-1',
    webGpu: 'offered',
    document: createFakePageDocument(),
    wakeLock,
  });
  const run = (part: Partial<Snapshot> = {}) => {
    if (client.calls.length === 0) model.start();
    model.store.dispatch({ type: 'snapshot', snapshot: sampleSnapshot(part) });
  };
  return { client, wakeLock, clock, model, run };
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
