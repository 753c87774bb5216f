// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import {
  createFakeObjectUrls,
  createFakePageClock,
  createFakeSmallStore,
  createFakeTextExport,
} from '../../tests/fakes/fakePagePorts.ts';
import { createFakeWorkerClient } from '../../tests/fakes/fakeWorkerClient.ts';
import { sampleFinished, sampleJob, sampleResult, sampleSnapshot } from '../../tests/fakes/samples.ts';
import type { WorkerEvent } from '../worker/api.ts';
import { App } from './App.tsx';
import { createPageModel } from './pageModel.ts';
import { createThemeChoice } from './parts/theme.ts';

const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));

async function open(query = '', kept: Record<string, string> = {}) {
  const client = createFakeWorkerClient();
  const choices = createFakeSmallStore(kept);
  const textExport = createFakeTextExport();
  const model = createPageModel({
    client,
    models: [{ id: 'demo-model', name: 'Demo', note: 'about 5.5 MB' }],
    pageUrl: `http://relay.example:7010/${query}`,
    choices,
    tabStore: createFakeSmallStore(),
    clock: createFakePageClock(),
    objectUrls: createFakeObjectUrls(),
    textExport,
    createId: () => 'worker-1',
    webGpu: 'offered',
  });
  const themeChoice = createThemeChoice(choices, document.documentElement);
  await act(() => render(<App model={model} themeChoice={themeChoice} />, root));
  return {
    client,
    choices,
    textExport,
    tell: (...events: WorkerEvent[]) => act(() => client.emit(...events)),
    dieThenPause: async () => {
      client.die(new Error('out of memory'));
      await act(() => click('Pause'));
    },
  };
}

const all = (selector: string) => [...root.querySelectorAll<HTMLElement>(selector)];
const button = (name: string) => all('button').find(({ textContent }) => textContent === name);
const click = (name: string) => act(() => button(name)?.click());
const radio = (value: string) => root.querySelector<HTMLInputElement>(`input[type=radio][value=${value}]`);
const state = () => root.querySelector('#state')?.textContent;
const running = sampleSnapshot({ mode: 'observe' });

test('G1: opening the page starts nothing, and says what leaves the computer', async () => {
  const { client } = await open('?mode=work&start=1');
  expect(client.calls).toEqual([]);
  expect(state()).toMatch(/idle/);
  expect(root.textContent).toMatch(/Frames stay in this page’s memory and are not stored/);
});

test('G1: Start begins in observe mode, with the relay that served the page', async () => {
  const { client } = await open();
  await click('Start');
  expect(client.settings).toEqual({
    relay: 'ws://relay.example:7010/connect',
    mode: 'observe',
    modelId: 'demo-model',
    device: 'auto',
    workerId: 'worker-1',
    pageUrl: 'http://relay.example:7010/',
  });
});

test('G1: a changed mode is told to the worker and remembered', async () => {
  const { client, choices, tell } = await open();
  await click('Start');
  await tell({ type: 'snapshot', snapshot: running });
  await act(() => radio('work')?.click());
  expect(client.calls).toEqual(['start', 'setMode work']);
  expect(choices.kept.get('mode')).toBe('work');
});

test('G2: while it runs there are Pause and Stop after this job, and they do what they say', async () => {
  const { client, tell } = await open('?mode=work');
  await click('Start');
  await tell({ type: 'snapshot', snapshot: sampleSnapshot() });
  expect(button('Start')).toBeUndefined();
  await click('Stop after this job');
  await click('Pause');
  expect(client.calls).toEqual(['start', 'stopAfterJob', 'pause']);
});

test('G2: a relay address that cannot be used opens Settings with the reason instead of starting', async () => {
  const { client } = await open('?relay=ftp://host');
  await click('Start');
  expect(client.calls).toEqual([]);
  expect(root.querySelector('#relay-note')?.textContent).toMatch(/ws or wss/);
  expect(button('Apply')?.hasAttribute('disabled')).toBe(true);
});

test('G2: a worker thread that is gone is said, logged, and can be started again', async () => {
  const { tell, dieThenPause } = await open();
  await click('Start');
  await tell({ type: 'snapshot', snapshot: running });
  await dieThenPause();
  expect(state()).toMatch(/has stopped. Start begins anew/);
  expect(root.querySelector('.log-lines')?.textContent).toMatch(/out of memory/);
  expect(button('Start')).toBeDefined();
});

test('G3: markup from the relay and the model is shown as text', async () => {
  const { tell } = await open('?mode=work');
  await click('Start');
  const evil = '<img src=x onerror="alert(1)"><b>bold</b>';
  const job = sampleJob({ metadata: { camera: evil } });
  const result = sampleResult({ description: evil, objects: [{ id: 1, label: evil, bbox: [1, 1, 500, 500] }] });
  await tell(
    { type: 'snapshot', snapshot: sampleSnapshot({ current: { job, times: { fetched: 1 }, frame: 0 } }) },
    { type: 'frame', jobId: 'job-1', frame: 0, image: new Blob(['x']) },
    { type: 'answer', jobId: 'job-1', frame: 0, text: evil },
    { type: 'log', line: { atMs: 1, level: 'info', text: evil } },
    {
      type: 'finished',
      job: sampleFinished({
        job: sampleJob({ id: 'job-2', metadata: { camera: evil } }),
        outcome: { type: 'completed', result },
      }),
    },
  );
  expect(root.querySelector('b, img[onerror]')).toBeNull();
  for (const selector of ['.answer', '.card-text', '.card-camera', '.log-text', '#state']) {
    expect(root.querySelector(selector)?.textContent).toContain('<b>bold</b>');
  }
});

test('G4: every control is a native one with a name', async () => {
  await open();
  await click('Settings');
  for (const control of all('button, a, input, select')) {
    const labels = (control as HTMLInputElement).labels ?? [];
    const name =
      control.textContent ||
      control.getAttribute('aria-label') ||
      [...labels].map((label) => label.textContent).join('');
    expect(name, control.outerHTML).not.toBe('');
    expect(control.tabIndex).toBeGreaterThanOrEqual(0);
  }
  expect(all('[onclick]:not(button)')).toEqual([]);
});

test('G5: the log can be copied, and the job block stays one entry of several lines', async () => {
  const { tell, textExport } = await open();
  await click('Start');
  await tell({ type: 'log', line: { atMs: 0, level: 'info', text: '=====\n[Worker] JOB AVAILABLE!\n=====' } });
  expect(all('.log-line')).toHaveLength(1);
  await click('Copy');
  expect(textExport.copied).toEqual(['1970-01-01T00:00:00.000Z info =====\n[Worker] JOB AVAILABLE!\n=====\n']);
  await click('Download');
  expect([...textExport.downloads.values()][0]).toContain('JOB AVAILABLE');
});
