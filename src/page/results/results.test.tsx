// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { all, button, click, closeApp, openApp, radio, root } from '../../../tests/fakes/appStage.tsx';
import { sampleFinished, sampleJob, sampleResult } from '../../../tests/fakes/samples.ts';
import { settle } from '../../../tests/fakes/settle.ts';
import type { FinishedJob } from '../../worker/api.ts';

afterEach(closeApp);

const jobOf = (serviceId: string, id: string, part: Partial<FinishedJob> = {}): FinishedJob =>
  sampleFinished({ job: sampleJob({ serviceId, id }), image: new Blob([id]), ...part });
const resultOf = (part: Parameters<typeof sampleResult>[0]) => ({
  outcome: { type: 'completed' as const, result: sampleResult(part) },
});
const texts = (selector: string) => all(selector).map(({ textContent }) => textContent);

async function openWith(jobs: readonly FinishedJob[], kept: Record<string, string> = {}) {
  const app = await openApp('', kept);
  await click('Start');
  await app.tell(...jobs.map((job) => ({ type: 'finished' as const, job })));
  return app;
}

/** What opens comes in a turn of its own, the first time. */
async function openWay() {
  const way = root.querySelector<HTMLDetailsElement>('.way');
  if (!way) throw new Error('There is no card with a way.');
  await act(() => {
    way.open = true;
    way.dispatchEvent(new Event('toggle'));
  });
  await vi.waitUntil(() => root.querySelector('.way-body'));
}

test('G33: by camera, each has a card with its newest answer and its number of jobs, and the view is remembered', async () => {
  const { choices } = await openWith([jobOf('yard', 'a'), jobOf('gate', 'b'), jobOf('yard', 'c')]);
  expect(all('.card')).toHaveLength(3);
  await act(() => radio('camera')?.click());
  expect(texts('.card-title')).toEqual(['gate', 'yard']);
  expect(texts('.card-camera')).toEqual(['1 job', '2 jobs']);
  expect(choices.kept.get('results')).toBe('camera');
  closeApp();
  await openApp('', { results: 'camera' });
  expect(root.querySelector('.results .empty')?.textContent).toMatch(/Each camera gets a card/);
});

test('G33: a camera whose newest answer is an alert is marked', async () => {
  const alert = { triggered: true, reason: 'Somebody climbs.', severity: 'high' } as const;
  await openWith([jobOf('gate', 'a', resultOf({ alert })), jobOf('yard', 'b')], { results: 'camera' });
  expect(all('.card').map((card) => card.dataset['alert'])).toEqual(['true', 'false']);
  expect(texts('.card .alert-title')).toEqual([expect.stringMatching(/Alert/)]);
});

test('G35: a result that was given again as nothing moved says so', async () => {
  await openWith([jobOf('yard', 'b', resultOf({ unchanged: true, unchanged_since: 'a' }))]);
  const mark = all('.card-facts span').find(({ textContent }) => textContent === 'nothing moved');
  expect(mark?.title).toBe('Nothing moved since job a: its answer was given again');
});

test('G36: each card opens its job’s way, station by station, with what the relay has yet to say', async () => {
  const times = { offered: 1000, claimed: 1040, fetched: 1130, packed: 1200, firstToken: 1790, answered: 3490 };
  const { tell } = await openWith([jobOf('yard', 'a', { times })]);
  expect(texts('.way')).toEqual(['Timeline']);
  await openWay();
  expect(texts('.way-steps li')).toEqual([
    expect.stringMatching(/^Offeredat \d\d:\d\d:\d\d$/),
    'Claimed+ 40 ms',
    'Fetched+ 90 ms',
    'Packed+ 70 ms',
    'First word+ 590 ms',
    'Answered+ 1.7 s',
    'Acknowledgednot confirmed yet',
  ]);
  await tell({ type: 'finished', job: jobOf('yard', 'a', { times: { ...times, acknowledged: 3550 } }) });
  expect(texts('.way-steps li').at(-1)).toBe('Acknowledged+ 60 ms');
  expect(texts('.way-facts dd')[0]).toBe('2.6 s');
});

test('G36: a relay that broadcasts offers nothing to claim, and one that confirms nothing is not waited for', async () => {
  const job = sampleJob({ dialect: 'E2', id: 'a' });
  await openWith([sampleFinished({ job })]);
  await openWay();
  expect(texts('.way-steps li span:first-child')).toEqual(['Received', 'Taken', 'Answered', 'Acknowledged']);
  expect(texts('.way-time').at(-1)).toBe('this relay confirms nothing');
});

test('G36: the result is copied as the JSON that was sent; a failed job has none', async () => {
  const result = sampleResult({ description: 'A car drives.' });
  const { textExport } = await openWith([jobOf('yard', 'a', { outcome: { type: 'completed', result } })]);
  await openWay();
  await click('Copy JSON');
  expect(JSON.parse(textExport.copied[0] ?? '')).toEqual(result);
  await act(() => settle());
  expect(texts('.way-copy [role=status]')).toEqual(['Copied.']);
  closeApp();
  await openWith([jobOf('yard', 'a', { outcome: { type: 'failed', reason: 'gone' } })]);
  await openWay();
  expect(button('Copy JSON')).toBeUndefined();
});

test('G34: frames are blurred where the person wants it, one by one until they are looked at; the words stay', async () => {
  await openWith([jobOf('yard', 'a'), jobOf('gate', 'b')], { blur: '1' });
  const covered = () => all('.veiled').map((frame) => frame.dataset['covered']);
  expect(covered()).toEqual(['true', 'true']);
  expect(texts('.card .card-text')).toEqual(['A person walks.', 'A person walks.']);
  const veil = all('.veil')[0];
  expect([veil?.textContent, veil?.getAttribute('aria-label')]).toEqual(['Show', 'Show: Frame of gate']);
  await act(() => veil?.click());
  expect(covered()).toEqual(['false', 'true']);
  // The same button, so that the keyboard stays where it is.
  expect(all('.veil')[0]).toBe(veil);
  await act(() => radio('camera')?.click());
  expect(covered()).toEqual(['false', 'true']);
});

test('G34: the frame in NOW is covered too, and each new one anew', async () => {
  const { tell } = await openWith([], { blur: '1' });
  const frame = (jobId: string) => ({ type: 'frame', jobId, frame: 0, image: new Blob([jobId]) }) as const;
  await tell(frame('a'));
  await act(() => all('.now .veil')[0]?.click());
  expect(all('.now .veiled')[0]?.dataset['covered']).toBe('false');
  await tell(frame('b'));
  expect(all('.now .veiled')[0]?.dataset['covered']).toBe('true');
});

test('G34: nothing is blurred by default', async () => {
  await openWith([jobOf('yard', 'a')]);
  expect(all('.veil')).toEqual([]);
  expect(all('.veiled')[0]?.dataset['covered']).toBe('false');
});
