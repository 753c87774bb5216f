// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import { all, button, click, closeApp, loadingAt, openApp, radio, root, type } from '../../tests/fakes/appStage.tsx';
import { sampleFinished, sampleJob, sampleResult, sampleSnapshot } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';

afterEach(closeApp);

const state = () => root.querySelector('#state')?.textContent;
const running = sampleSnapshot({ mode: 'observe' });
const NO_CORS = { reason: 'no-cors', message: 'The relay refuses pages from other sites (no CORS).' };
const DOWN = { reason: 'relay-down', message: 'Nothing answers. Is the relay running?' };
const FAILING = { type: 'waiting', attempt: 2, retryAtMs: 1_004_000, problem: DOWN } as const;

test('G1: opening the page starts nothing, and says what leaves the computer', async () => {
  const { client } = await openApp('?mode=work&start=1');
  expect(client.calls).toEqual([]);
  expect(state()).toMatch(/idle/);
  expect(root.textContent).toMatch(/Frames stay in this page’s memory and are not stored/);
});

test('G1: Start begins in observe mode, with the relay that served the page', async () => {
  const { client } = await openApp();
  await click('Start');
  expect(client.settings).toEqual({
    relay: 'ws://relay.example:7010',
    mode: 'observe',
    take: { services: [], jobTypes: [], singleFrames: false },
    cameras: [],
    modelId: 'demo-model',
    device: 'auto',
    limits: { mainsOnly: true },
    workerId: 'worker-1',
    pageUrl: 'http://relay.example:7010/',
  });
});

test('G1: a changed mode is told to the worker and remembered', async () => {
  const { client, choices, tell } = await openApp();
  await click('Start');
  await tell({ type: 'snapshot', snapshot: running });
  await act(() => radio('work')?.click());
  expect(client.calls).toEqual(['start', 'setMode work']);
  expect(choices.kept.get('mode')).toBe('work');
});

test('G2: while it runs there are Pause and Stop after this job, and they do what they say', async () => {
  const { client, tell } = await openApp('?mode=work');
  await click('Start');
  await tell({ type: 'snapshot', snapshot: sampleSnapshot() });
  expect(button('Start')).toBeUndefined();
  await click('Stop after this job');
  await click('Pause');
  expect(client.calls).toEqual(['start', 'stopAfterJob', 'pause']);
});

test('G2: a relay address that cannot be used opens Settings with the reason instead of starting', async () => {
  const { client } = await openApp('?relay=ftp://host');
  await click('Start');
  expect(client.calls).toEqual([]);
  expect(root.querySelector('#relay-note')?.textContent).toMatch(/ws or wss/);
  expect(button('Apply')?.hasAttribute('disabled')).toBe(true);
});

test('G2: a worker thread that is gone is said, logged, and can be started again', async () => {
  const { tell, dieThenPause } = await openApp();
  await click('Start');
  await tell({ type: 'snapshot', snapshot: running });
  await dieThenPause();
  expect(state()).toMatch(/has stopped. Start begins anew/);
  expect(root.querySelector('.log-lines')?.textContent).toMatch(/out of memory/);
  expect(button('Start')).toBeDefined();
});

test('G3: markup from the relay and the model is shown as text', async () => {
  const { tell } = await openApp('?mode=work');
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
  await openApp();
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

test('G4: a remedy is reached from the state line, and its every line is copied by a button with a name', async () => {
  const { tell, textExport } = await openApp();
  await click('Start');
  await tell({ type: 'snapshot', snapshot: sampleSnapshot({ trouble: NO_CORS }) });
  const link = all('.state a')[0];
  expect(link?.textContent).toBe('What to do');
  expect(root.querySelector(link?.getAttribute('href') ?? '')?.tagName).toBe('SECTION');
  const copies = all('.copy-block button');
  expect(copies.map((copy) => copy.getAttribute('aria-label'))).toEqual([
    'Copy npm run serve -- --relay http://relay.example:7010',
    'Copy Access-Control-Allow-Origin: http://relay.example:7010',
  ]);
  await act(() => copies[0]?.click());
  expect(textExport.copied).toEqual(['npm run serve -- --relay http://relay.example:7010']);
});

test('G5: the log can be copied, and the job block stays one entry of several lines', async () => {
  const { tell, textExport } = await openApp();
  await click('Start');
  await tell({ type: 'log', line: { atMs: 0, level: 'info', text: '=====\n[Worker] JOB AVAILABLE!\n=====' } });
  expect(all('.log-line')).toHaveLength(1);
  await click('Copy');
  expect(textExport.copied).toEqual(['1970-01-01T00:00:00.000Z info =====\n[Worker] JOB AVAILABLE!\n=====\n']);
  await click('Download');
  expect([...textExport.downloads.values()][0]).toContain('JOB AVAILABLE');
});

test('G6: a trouble stands in the state line, and its remedy where the frame would be', async () => {
  const { tell } = await openApp();
  await click('Start');
  await tell({ type: 'snapshot', snapshot: sampleSnapshot({ trouble: NO_CORS }) });
  expect(state()).toBe(NO_CORS.message);
  expect(root.querySelector('.now-place .remedy')?.textContent).toMatch(/Any one of these lets this page fetch frames/);
  expect(root.querySelector('.stage-hero')).toBeNull();
  await tell({ type: 'snapshot', snapshot: sampleSnapshot({ lastOfferMs: 1_000_000 }) });
  expect(root.querySelector('.remedy, .state a')).toBeNull();
  expect(root.querySelector('.stage-hero')).not.toBeNull();
});

test('G6: while a job is in hand its frame stays, and the remedy comes below the buttons to who asks for it', async () => {
  const { tell } = await openApp();
  await click('Start');
  const current = { job: sampleJob(), times: {}, frame: 0 };
  await tell({ type: 'snapshot', snapshot: sampleSnapshot({ connection: FAILING, current }) });
  expect(root.querySelector('.stage-hero')).not.toBeNull();
  expect(root.querySelector('.remedy')).toBeNull();
  await act(() => all('.state a')[0]?.click());
  expect(root.querySelector('.controls + .remedy')).not.toBeNull();
  await expect.poll(() => document.activeElement?.id).toBe('remedy');
});

test('G6: a button asks for all steps, and is gone then; the next time the trouble comes it is there again', async () => {
  const { tell } = await openApp();
  await click('Start');
  await tell({ type: 'snapshot', snapshot: sampleSnapshot({ trouble: NO_CORS }) });
  await act(() => all('.remedy-ask')[0]?.click());
  expect(all('.remedy[data-asked=true] li')).toHaveLength(3);
  expect(all('.remedy-ask')).toEqual([]);
  await tell({ type: 'snapshot', snapshot: sampleSnapshot({ lastOfferMs: 1_000_000 }) });
  await tell({ type: 'snapshot', snapshot: sampleSnapshot({ trouble: NO_CORS }) });
  expect(all('.remedy[data-asked=false] .remedy-ask')).toHaveLength(1);
  expect(document.activeElement?.id).not.toBe('remedy');
});

test('G6: a remedy leaves the model’s files in view while they come', async () => {
  const { tell } = await openApp();
  await click('Start');
  const engine = loadingAt({});
  await tell({ type: 'snapshot', snapshot: sampleSnapshot({ connection: FAILING, engine }) });
  expect(root.querySelector('.remedy-place .remedy + .loading')).not.toBeNull();
});

test('G6: a remedy’s buttons try again at once and open Settings', async () => {
  const { client, tell } = await openApp();
  await click('Start');
  await tell({ type: 'snapshot', snapshot: sampleSnapshot({ connection: FAILING }) });
  await click('Try again');
  expect(client.calls).toEqual(['start', 'checkConnection']);
  await act(() => all('.remedy button').at(-1)?.click());
  expect(root.querySelector('#settings')).not.toBeNull();
});

test('G7: what to take is chosen in Settings, told to the running worker and remembered', async () => {
  const { client, choices, tell } = await openApp();
  await click('Start');
  await tell({ type: 'snapshot', snapshot: running });
  await click('Settings');
  await type('#services', 'yard, gate');
  await type('#job-types', 'frame_analysis');
  await act(() => root.querySelector<HTMLInputElement>('#single-frames')?.click());
  await click('Apply');
  expect(client.settings?.take).toEqual({
    services: ['yard', 'gate'],
    jobTypes: ['frame_analysis'],
    singleFrames: true,
  });
  expect([...choices.kept].filter(([key]) => !key.startsWith('seconds') && key !== 'consents')).toEqual([
    ['services', 'yard, gate'],
    ['types', 'frame_analysis'],
    ['frames', '1'],
  ]);
});

test('G7: a list that cannot be used has its reason beside the field, and Apply waits', async () => {
  await openApp();
  await click('Settings');
  await type('#services', 'x'.repeat(201));
  expect(root.querySelector('#services-note')?.textContent).toMatch(/200 at most/);
  expect(button('Apply')?.hasAttribute('disabled')).toBe(true);
});

test('G8: a tab in standby shows the working tab’s frame and says so; Pause leaves it', async () => {
  const { client, tell } = await openApp();
  await click('Start');
  const current = { job: sampleJob(), times: {}, frame: 0 };
  await tell(
    { type: 'snapshot', snapshot: sampleSnapshot({ run: { type: 'standby' }, current }) },
    { type: 'frame', jobId: 'job-1', frame: 0, image: new Blob(['x']) },
  );
  expect(state()).toMatch(/Another tab of this browser works/);
  expect(root.querySelector('.stage-hero img')).not.toBeNull();
  expect(button('Start')).toBeUndefined();
  expect(button('Stop after this job')?.hasAttribute('disabled')).toBe(true);
  await click('Pause');
  expect(client.calls).toEqual(['start', 'pause']);
});

test('G10: keeping the computer awake is off until the person allows it, and Health says what became of it', async () => {
  const { client, tell } = await openApp('?mode=work');
  await click('Start');
  await tell({ type: 'snapshot', snapshot: sampleSnapshot() });
  const health = () => root.querySelector('.health')?.textContent;
  expect(health()).not.toMatch(/Kept awake/);
  await click('Settings');
  await act(() => root.querySelector<HTMLInputElement>('#keep-awake')?.click());
  await click('Apply');
  await act(() => settle());
  expect(health()).toMatch(/Kept awakeyes/);
  expect(client.calls).toEqual(['start']);
});
