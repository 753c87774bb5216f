import { afterEach, expect, test } from 'vitest';
import type { Hold } from '../../worker/api.ts';
import { speak } from '../language/language.ts';
import { holdText } from './holdText.ts';
import { sayHours } from './sayHours.ts';

const NOW_MS = new Date('2026-01-12T20:00:00').getTime();
const at = (local: string): number => new Date(local).getTime();
const SEVEN = 7 * 60;
const TEN = 22 * 60;

afterEach(() => speak('en'));

const table: [Hold, string][] = [
  [{ type: 'schedule', untilMs: at('2026-01-12T22:00') }, 'Paused until 22:00 by your schedule.'],
  [{ type: 'schedule', untilMs: at('2026-01-13T07:05') }, 'Paused until tomorrow, 07:05, by your schedule.'],
  [{ type: 'schedule', untilMs: at('2026-01-16T22:00') }, 'Paused until Friday, 22:00, by your schedule.'],
  [{ type: 'schedule' }, 'Paused: your schedule has no hours. Choose some in Limits.'],
  [{ type: 'battery' }, 'Paused: on battery. Plug in, or allow battery in Limits.'],
  [
    { type: 'charge', percent: 35, leastPercent: 40, charging: false },
    'Paused: the battery is at 35 %. Plug in: work goes on from 40 %.',
  ],
  [
    { type: 'charge', percent: 35, leastPercent: 40, charging: true },
    'Paused until the battery is charged to 40 %. It is at 35 %.',
  ],
  [{ type: 'inUse' }, 'Paused while this computer is in use. Work goes on after a minute without keyboard and mouse.'],
  [{ type: 'duty', untilMs: NOW_MS + 3600, share: 0.5 }, 'Resting for 4\u00a0s: your limit is 50 % of the GPU’s time.'],
  [
    { type: 'heat', untilMs: NOW_MS + 125_000, speedShare: 0.48 },
    'Resting for 2 min: this computer is down to 48 % of its best speed, probably from heat.',
  ],
];
test.each(table)('G20: each hold names its reason and its end: %j', (hold, text) => {
  expect(holdText(hold, NOW_MS)).toBe(text);
});

test('G20: a rest whose end has just passed says no nonsense', () => {
  expect(holdText({ type: 'duty', untilMs: NOW_MS - 50, share: 0.5 }, NOW_MS)).toContain('Resting for 1\u00a0s:');
});

test('G20: it is said in the person’s language', async () => {
  await speak('de');
  expect(holdText({ type: 'schedule', untilMs: at('2026-01-13T07:00') }, NOW_MS)).toBe(
    'Nach Zeitplan pausiert bis morgen, 07:00 Uhr.',
  );
});

test.each([
  [[1, 2, 3, 4, 5], TEN, SEVEN, 'Mo–Fr 22:00–07:00'],
  [[0, 6], 0, 0, 'Sa, Su all day'],
  [[0, 1, 5, 6], TEN, TEN, 'Fr–Mo 22:00–22:00'],
  [[1, 3, 5], SEVEN, TEN, 'Mo, We, Fr 07:00–22:00'],
  [[0], SEVEN, TEN, 'Su 07:00–22:00'],
  [[6, 5, 4, 3, 2, 1, 0], SEVEN, TEN, 'Every day 07:00–22:00'],
])('G21: days %j are written short', (days, fromMinute, toMinute, said) => {
  expect(sayHours({ days, fromMinute, toMinute })).toBe(said);
});
