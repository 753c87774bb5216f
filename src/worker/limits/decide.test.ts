import { expect, test } from 'vitest';
import { decide, type Work } from './decide.ts';
import type { Facts, Limits } from './limits.ts';

const NOW_MS = new Date('2026-01-12T12:00:00').getTime();
const EVENING_MS = new Date('2026-01-12T22:00:00').getTime();
const NIGHTS = [{ days: [0, 1, 2, 3, 4, 5, 6], fromMinute: 22 * 60, toMinute: 7 * 60 }];
const NOON = [{ days: [1], fromMinute: 11 * 60, toMinute: 13 * 60 }];
const CLOSED = { type: 'schedule', untilMs: EVENING_MS };
const power = (charging: boolean, level: number): Facts => ({ power: { charging, level } });
const ON_BATTERY = power(false, 0.8);
/** A job of eight seconds that ended two seconds ago. */
const WORKED: Work = { last: { startMs: NOW_MS - 10_000, endMs: NOW_MS - 2000 } };
const HOT: Work = { ...WORKED, speedShare: 0.4 };
const REST = { type: 'duty', untilMs: NOW_MS + 6000, share: 0.5 };

const table: [string, Limits, Facts, Work, object | undefined][] = [
  ['G20: without a limit nothing holds', {}, { ...ON_BATTERY, user: 'active' }, HOT, undefined],
  ['G21: closed hours hold until they open', { schedule: NIGHTS }, {}, {}, CLOSED],
  ['G21: open hours do not', { schedule: NOON }, {}, {}, undefined],
  ['G21: a schedule without hours holds without an end', { schedule: [] }, {}, {}, { type: 'schedule' }],
  ['G22: on battery', { mainsOnly: true }, ON_BATTERY, {}, { type: 'battery' }],
  ['G22: on mains, or without a battery', { mainsOnly: true }, power(true, 1), {}, undefined],
  ['G22: a browser that tells nothing of power does not hinder', { mainsOnly: true }, {}, {}, undefined],
  [
    'G22: too little charge, on battery',
    { leastChargePercent: 40 },
    power(false, 0.39),
    {},
    { type: 'charge', percent: 39, leastPercent: 40, charging: false },
  ],
  [
    'G22: too little charge, plugged in',
    { mainsOnly: true, leastChargePercent: 40 },
    power(true, 0.39),
    {},
    { type: 'charge', percent: 39, leastPercent: 40, charging: true },
  ],
  ['G22: just enough charge', { leastChargePercent: 40 }, power(false, 0.4), {}, undefined],
  ['G23: while somebody uses the computer', { idleOnly: true }, { user: 'active' }, {}, { type: 'inUse' }],
  ['G23: while nobody does', { idleOnly: true }, { user: 'idle' }, {}, undefined],
  ['G23: a browser that does not tell does not hinder', { idleOnly: true }, {}, {}, undefined],
  ['G24: half of the time rests as long as the job took', { dutyShare: 0.5 }, {}, WORKED, REST],
  [
    'G24: a fifth of the time rests four times as long',
    { dutyShare: 0.2 },
    {},
    WORKED,
    { ...REST, share: 0.2, untilMs: NOW_MS + 30_000 },
  ],
  ['G24: four fifths are rested already', { dutyShare: 0.8 }, {}, WORKED, undefined],
  ['G24: before the first job there is nothing to rest from', { dutyShare: 0.5 }, {}, {}, undefined],
  ['G24: a hot device rests', { heatShare: 0.6 }, {}, HOT, { type: 'heat', untilMs: NOW_MS + 6000, speedShare: 0.4 }],
  ['G24: a cool one does not', { heatShare: 0.6 }, {}, WORKED, undefined],
  [
    'G24: of both rests the longer one counts: duty',
    { heatShare: 0.6, dutyShare: 0.2 },
    {},
    HOT,
    { type: 'duty', share: 0.2, untilMs: NOW_MS + 30_000 },
  ],
  [
    'G24: of both rests the longer one counts: heat',
    { heatShare: 0.6, dutyShare: 0.8 },
    {},
    HOT,
    { type: 'heat', untilMs: NOW_MS + 6000, speedShare: 0.4 },
  ],
  ['G20: power comes before the schedule', { schedule: NIGHTS, mainsOnly: true }, ON_BATTERY, {}, { type: 'battery' }],
  [
    'G20: hours that never come are before all',
    { schedule: [], mainsOnly: true },
    ON_BATTERY,
    {},
    { type: 'schedule' },
  ],
  ['G20: the schedule comes before who is there', { schedule: NIGHTS, idleOnly: true }, { user: 'active' }, {}, CLOSED],
  [
    'G20: who is there comes before a rest',
    { idleOnly: true, dutyShare: 0.5 },
    { user: 'active' },
    WORKED,
    { type: 'inUse' },
  ],
];
test.each(table)('%s', (_, limits, facts, work, hold) => {
  expect(decide(limits, facts, work, NOW_MS).hold).toEqual(hold);
});

test('G25: it says when the answer may be another: at the end of the hours, or of a rest', () => {
  const askAgainMs = (limits: Limits, work: Work = {}) => decide(limits, {}, work, NOW_MS).askAgainMs;
  expect(askAgainMs({ schedule: NOON })).toBe(new Date('2026-01-12T13:00:00').getTime());
  expect(askAgainMs({ schedule: NIGHTS })).toBe(EVENING_MS);
  expect(askAgainMs({ schedule: NIGHTS, dutyShare: 0.5 }, WORKED)).toBe(REST.untilMs);
  expect(askAgainMs({ mainsOnly: true })).toBeUndefined();
});

test('G24: where a rest follows each job, none is taken while another is looked at', () => {
  const ahead = (limits: Limits, work: Work) => decide(limits, {}, work, NOW_MS).ahead;
  expect(ahead({ dutyShare: 0.9 }, {})).toBe(false);
  expect(ahead({ heatShare: 0.6 }, HOT)).toBe(false);
  expect(ahead({ heatShare: 0.6 }, WORKED)).toBe(true);
  expect(ahead({ schedule: NIGHTS }, {})).toBe(true);
});

test('G24: a clock that is set back makes no rest longer than it is', () => {
  const future: Work = { last: { startMs: NOW_MS + 3_600_000, endMs: NOW_MS + 3_608_000 } };
  expect(decide({ dutyShare: 0.5 }, {}, future, NOW_MS).hold).toBeUndefined();
});
