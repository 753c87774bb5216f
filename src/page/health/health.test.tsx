// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { all, click, closeApp, openApp, radio, root } from '../../../tests/fakes/appStage.tsx';
import { settle } from '../../../tests/fakes/settle.ts';
import { type History, NO_HISTORY } from '../../worker/api.ts';

afterEach(closeApp);

/** The minute and the hour in which the fake page clock stands. */
const NOW_MS = 1_000_000;
const MINUTE_MS = Math.floor(NOW_MS / 60_000) * 60_000;
const bucket = { startMs: MINUTE_MS - 60_000, jobs: 3, tokens: 62, decodeMs: 2000, busyMs: 15_000 };
const history: History = {
  total: { jobs: 1234, frames: 5678, busyMs: 3 * 3_600_000 + 300_000, sinceMs: Date.UTC(2026, 0, 10, 12) },
  minutes: [bucket],
  hours: [{ ...bucket, startMs: 0, jobs: 40 }],
};
const text = (selector: string) => root.querySelector(selector)?.textContent ?? '';
const values = () => all('.chart-value').map(({ textContent }) => textContent);

async function openWith(kept: Record<string, string> = {}, done: History = history) {
  const app = await openApp('', kept);
  await act(() => app.model.store.dispatch({ type: 'history', history: done }));
  // What draws comes in a turn of its own.
  await act(() => settle());
  return app;
}

test('G30: what was given on all visits is shown before Start', async () => {
  const { client } = await openWith();
  expect(all('.total dd').map(({ textContent }) => textContent)).toEqual(['1,234', '5,678', '3 h 5 min']);
  expect(text('.total-note')).toMatch(/^Since .*2026.*in this browser/);
  expect(client.calls).toEqual([]);
});

test('G30: on the first day the total says what will be counted, and nothing is fetched to draw nothing', async () => {
  const { charts } = await openWith({}, NO_HISTORY);
  expect(text('.total-note')).toMatch(/will count/);
  expect(text('.chart-words')).toBe('No job was done in the last hour.');
  expect(charts.drawn).toEqual([]);
  expect(all('.chart-place')).toHaveLength(3);
});

test('G32: the charts show jobs, tokens per second and the device’s share, each with its figure in words', async () => {
  const { charts } = await openWith();
  expect(charts.drawn.map((chart) => chart.values.at(-2))).toEqual([3, 31, 0.25]);
  expect(values()).toEqual(['3 in all', '31', '0 %']);
});

test('G32: the switch to the day is remembered, and shows hours', async () => {
  const { charts, choices } = await openWith();
  await act(() => radio('day')?.click());
  expect(charts.drawn[0]?.values).toHaveLength(24);
  expect(values()[0]).toBe('40 in all');
  expect(text('.chart-head span')).toBe('Jobs per hour');
  expect(choices.kept.get('span')).toBe('day');
  closeApp();
  await openWith({ span: 'day' });
  expect(radio('day')?.checked).toBe(true);
});

test('G32: the bar that is pointed at is told with its time', async () => {
  const { charts } = await openWith();
  await act(() => charts.drawn[1]?.look.onPoint(58));
  expect(values()).toEqual([
    expect.stringMatching(/: 3$/),
    expect.stringMatching(/: 31$/),
    expect.stringMatching(/: 25 %$/),
  ]);
  await act(() => charts.drawn[1]?.look.onPoint(undefined));
  expect(values()[0]).toBe('3 in all');
});

test('G32: who does not see the charts hears a sentence and can open a table', async () => {
  await openWith();
  expect(all('.chart').every((chart) => chart.getAttribute('aria-hidden') === 'true')).toBe(true);
  expect(text('.chart-words .unseen')).toBe(
    'In the last hour: 3 jobs. 31 tokens per second. The GPU was busy 0 % of the time.',
  );
  const details = root.querySelector<HTMLDetailsElement>('.chart-details');
  await act(() => {
    if (details) details.open = true;
    details?.dispatchEvent(new Event('toggle'));
  });
  await vi.waitUntil(() => root.querySelector('.chart-table'));
  expect(all('.chart-table tbody tr')).toHaveLength(1);
  expect(all('.chart-table tbody td').map(({ textContent }) => textContent)).toEqual(['3', '31', '25 %']);
});

test('G32: charts are closed with the page, and the same ones go on while jobs come', async () => {
  const { charts, model } = await openWith();
  const minutes = [bucket, { ...bucket, startMs: MINUTE_MS }];
  await act(() => model.store.dispatch({ type: 'history', history: { ...history, minutes } }));
  expect(charts.drawn).toHaveLength(3);
  expect(charts.drawn[0]?.values.slice(-2)).toEqual([3, 3]);
  await act(closeApp);
  expect(charts.drawn.every(({ closed }) => closed)).toBe(true);
});

test('G30: what the worker tells replaces what was read', async () => {
  const { tell } = await openWith();
  await click('Start');
  const total = { ...history.total, jobs: 1235 };
  await tell({ type: 'history', history: { ...history, total } });
  expect(all('.total dd')[0]?.textContent).toBe('1,235');
});
