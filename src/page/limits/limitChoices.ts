// What a person chose in Limits: one value, remembered as one text. Figures stay when their switch is off.
import type { Limits, Span } from '../../worker/api.ts';

export interface LimitChoices {
  readonly scheduled: boolean;
  readonly spans: readonly Span[];
  readonly mainsOnly: boolean;
  readonly chargeLimited: boolean;
  readonly leastChargePercent: number;
  readonly idleOnly: boolean;
  readonly dutyLimited: boolean;
  readonly dutyPercent: number;
  readonly heatWatched: boolean;
  readonly heatPercent: number;
  /** Whether to tell of troubles while nobody looks. */
  readonly notify: boolean;
}

export type PercentKey = 'leastChargePercent' | 'dutyPercent' | 'heatPercent';

/** What each figure may be, in whole percent. Less of the GPU's time would be hours of rest after a minute's work. */
export const BOUNDS: { readonly [K in PercentKey]: { readonly least: number; readonly most: number } } = {
  leastChargePercent: { least: 1, most: 100 },
  dutyPercent: { least: 5, most: 95 },
  heatPercent: { least: 20, most: 95 },
};

export const NIGHTS: Span = { days: [0, 1, 2, 3, 4, 5, 6], fromMinute: 22 * 60, toMinute: 7 * 60 };

/** Nobody is to find an empty battery; all else is the person's own wish. */
export const DEFAULT_CHOICES: LimitChoices = {
  scheduled: false,
  spans: [NIGHTS],
  mainsOnly: true,
  chargeLimited: false,
  leastChargePercent: 40,
  idleOnly: false,
  dutyLimited: false,
  dutyPercent: 50,
  heatWatched: false,
  heatPercent: 60,
  notify: false,
};

export const MAX_SPANS = 20;
const DAY_MINUTES = 24 * 60;

/** @param text as `textOf` wrote it; what is no use in it is as at first */
export function readLimits(text: string): LimitChoices {
  const fields = fieldsOf(parse(text));
  const isOn = (key: keyof LimitChoices): boolean => {
    const value = fields.get(key);
    return typeof value === 'boolean' ? value : DEFAULT_CHOICES[key] === true;
  };
  const percent = (key: PercentKey): number => {
    const value = fields.get(key);
    const { least, most } = BOUNDS[key];
    return isWhole(value, least, most) ? value : DEFAULT_CHOICES[key];
  };
  const spans = fields.get('spans');
  return {
    scheduled: isOn('scheduled'),
    spans: Array.isArray(spans) ? spans.flatMap(readSpan).slice(0, MAX_SPANS) : DEFAULT_CHOICES.spans,
    mainsOnly: isOn('mainsOnly'),
    chargeLimited: isOn('chargeLimited'),
    leastChargePercent: percent('leastChargePercent'),
    idleOnly: isOn('idleOnly'),
    dutyLimited: isOn('dutyLimited'),
    dutyPercent: percent('dutyPercent'),
    heatWatched: isOn('heatWatched'),
    heatPercent: percent('heatPercent'),
    notify: isOn('notify'),
  };
}

export const textOf = (choices: LimitChoices): string => JSON.stringify(choices);

/** @param batteryAllowed by the person, for this time */
export const limitsOf = (choices: LimitChoices, batteryAllowed: boolean): Limits => ({
  ...(choices.scheduled && { schedule: choices.spans }),
  ...(choices.mainsOnly && !batteryAllowed && { mainsOnly: true }),
  ...(choices.chargeLimited && { leastChargePercent: choices.leastChargePercent }),
  ...(choices.idleOnly && { idleOnly: true }),
  ...(choices.dutyLimited && { dutyShare: choices.dutyPercent / 100 }),
  ...(choices.heatWatched && { heatShare: choices.heatPercent / 100 }),
});

/** The figure, or undefined where the text is none within its bounds. */
export function percentOf(key: PercentKey, text: string): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text.replace('%', ''));
  const { least, most } = BOUNDS[key];
  return isWhole(value, least, most) ? value : undefined;
}

function readSpan(value: unknown): Span[] {
  const fields = fieldsOf(value);
  const days = fields.get('days');
  const fromMinute = fields.get('fromMinute');
  const toMinute = fields.get('toMinute');
  if (!Array.isArray(days) || !isMinute(fromMinute) || !isMinute(toMinute)) return [];
  return [{ days: [...new Set(days.filter((day) => isWhole(day, 0, 6)))], fromMinute, toMinute }];
}

const fieldsOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isMinute = (value: unknown): value is number => isWhole(value, 0, DAY_MINUTES - 1);

const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
