// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import { all, button, click, closeApp, loadingAt, openApp, root, type } from '../../tests/fakes/appStage.tsx';
import { sampleFinished, sampleJob, sampleResult, sampleSnapshot } from '../../tests/fakes/samples.ts';
import { settle } from '../../tests/fakes/settle.ts';

afterEach(closeApp);

const NEEDS_GPU = { reason: 'needs-gpu' } as const;

test('G11: the welcome says what runs it, what is to be fetched, how much room there is and what to expect', async () => {
  await openApp();
  const text = root.querySelector('.welcome')?.textContent;
  for (const said of [
    /Apple M3/,
    /Demo.*Comes with this page/,
    /5.5 MB to download/,
    /keep up to 42 GB/,
    /check after loading/,
  ])
    expect(text).toMatch(said);
});

test('G11: what cannot run here is said with its reason, and the better model is one click away', async () => {
  const { client } = await openApp(
    '?mode=work',
    {},
    { obstacle: NEEDS_GPU, recommended: { id: 'owner/big', name: 'Big' } },
  );
  expect(all('.caution').at(-1)?.textContent).toMatch(/^Demo needs a GPU: .*Choose the demo model/);
  expect(root.querySelector('.recommended')?.textContent).toMatch(/can run Big \(1.4 GB, Apache-2.0\)/);
  await click('Start');
  expect(client.calls).toEqual([]);
  await click('Choose it');
  expect(root.querySelector('.facts dd strong')?.textContent).toBe('Big');
});

test('G12: while the model loads its download can be paused, continued and ended', async () => {
  const { client, tell } = await openApp();
  await click('Start');
  await tell({
    type: 'snapshot',
    snapshot: sampleSnapshot({ engine: loadingAt({ bytesPerSecond: 2e6, secondsLeft: 4 }) }),
  });
  expect(root.querySelector('.load-speed')?.textContent).toBe('2.0 MB/s, 4 s left');
  await click('Pause download');
  await tell({ type: 'snapshot', snapshot: sampleSnapshot({ engine: loadingAt({ paused: true }) }) });
  await click('Continue');
  await click('Cancel');
  expect(client.calls).toEqual(['start', 'pauseDownload true', 'pauseDownload false', 'cancelLoad']);
});

test('G12: the stage that goes on is marked, and past the download there is nothing to pause', async () => {
  const { tell } = await openApp();
  await click('Start');
  await tell({ type: 'snapshot', snapshot: sampleSnapshot({ engine: loadingAt({ stage: 'selfTest', files: [] }) }) });
  expect(root.querySelector('[aria-current=step]')?.textContent).toBe('Checking that this GPU computes right answers');
  expect([button('Pause download'), button('Cancel') !== undefined]).toEqual([undefined, true]);
});

test('G13: a mirror that the link names is shown before Start, and can be refused', async () => {
  const { client } = await openApp('?modelHost=https://hub.example');
  expect(root.querySelector('.caution')?.textContent).toMatch(/https:\/\/hub.example.*only if you trust it/);
  await click('Ignore the link’s settings');
  expect(root.querySelector('.caution')).toBeNull();
  await click('Start');
  expect(client.settings && 'modelHost' in client.settings).toBe(false);
});

test('G14: a stored model is removed only after it was asked back, in its place', async () => {
  await openApp();
  await click('Settings');
  expect(root.querySelector('.stored')?.textContent).toMatch(/Big1.4 GB, not whole yet/);
  await click('Remove …');
  await click('Keep it');
  expect(all('.stored li')).toHaveLength(1);
  await click('Remove …');
  await click('Remove Big');
  await act(() => settle());
  expect(root.querySelector('.stored')?.textContent).toMatch(/None yet/);
});

test('G15: what to ask of a camera is typed in Settings, and told to the worker', async () => {
  const { client } = await openApp();
  await click('Settings');
  await click('Add a camera');
  await type('[aria-label="Camera, line 1"]', 'yard');
  await type('[aria-label="Labels, line 1"]', 'car, dog');
  await click('Apply');
  await click('Start');
  expect(client.settings?.cameras).toEqual([{ serviceId: 'yard', labels: ['car', 'dog'] }]);
});

test('G11: any repository can be typed in place of the list, and Apply waits until it is one', async () => {
  const { client } = await openApp();
  await click('Settings');
  await act(() => {
    const select = root.querySelector<HTMLSelectElement>('#model');
    if (!select) throw new Error('There is no #model.');
    select.value = '';
    select.dispatchEvent(new Event('change', { bubbles: true }));
  });
  expect(button('Apply')?.hasAttribute('disabled')).toBe(true);
  await type('#repository', 'someone/Some-VL-ONNX');
  await click('Apply');
  await click('Start');
  expect(client.settings?.modelId).toBe('someone/Some-VL-ONNX');
});

test('G16: an alert is told by words and a sign, in its card and in NOW, and its text is no markup', async () => {
  const { tell } = await openApp('?mode=work');
  await click('Start');
  const alert = { triggered: true, reason: '<b>A climber</b>', severity: 'high' } as const;
  const job = sampleJob();
  await tell(
    { type: 'snapshot', snapshot: sampleSnapshot({ current: { job, times: {}, frame: 0 } }) },
    { type: 'frame', jobId: 'job-1', frame: 0, image: new Blob(['x']) },
    { type: 'finished', job: sampleFinished({ outcome: { type: 'completed', result: sampleResult({ alert }) } }) },
    { type: 'snapshot', snapshot: sampleSnapshot({ lastOfferMs: 1_000_000 }) },
  );
  for (const place of ['.now-finding', '.card']) {
    expect(root.querySelector(`${place} .alert`)?.textContent).toBe('Alert, high severity<b>A climber</b>');
    expect(root.querySelector(`${place} .alert-sign`)).not.toBeNull();
  }
  expect(root.querySelector('b, .answer')).toBeNull();
});
