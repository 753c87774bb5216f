// Hours of the week as a person writes them: `Mo–Fr 22:00–07:00`.
import type { Span } from '../../worker/api.ts';
import { words } from '../language/language.ts';

/** Monday first, by `Date.getDay`. */
export const WEEK: readonly number[] = [1, 2, 3, 4, 5, 6, 0];

const MINUTES_AN_HOUR = 60;

/** `22:00`, as `<input type="time">` has it too. */
export const timeOf = (minute: number): string =>
  [Math.floor(minute / MINUTES_AN_HOUR), minute % MINUTES_AN_HOUR].map((n) => String(n).padStart(2, '0')).join(':');

/** Undefined where the text is no time of day. */
export function minuteOf(time: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)/.exec(time) ?? [];
  return hours === undefined ? undefined : Number(hours) * MINUTES_AN_HOUR + Number(minutes);
}

export function sayHours({ days, fromMinute, toMinute }: Span): string {
  const { allDay } = words.value.limits;
  const hours = fromMinute === toMinute && fromMinute === 0 ? allDay : `${timeOf(fromMinute)}–${timeOf(toMinute)}`;
  return `${sayDays(days)} ${hours}`;
}

/** Days in a row are joined, over Sunday too: `Fr–Mo`. */
function sayDays(days: readonly number[]): string {
  const { everyDay, shortDays } = words.value.limits;
  if (WEEK.every((day) => days.includes(day))) return everyDay;
  const has = (at: number): boolean => days.includes(WEEK[(at + WEEK.length) % WEEK.length] ?? -1);
  const name = (at: number): string => shortDays[WEEK[at % WEEK.length] ?? 0] ?? '';
  const rows = WEEK.flatMap((_, first) => {
    if (!has(first) || has(first - 1)) return [];
    let last = first;
    while (has(last + 1)) last++;
    if (last === first) return [name(first)];
    return [`${name(first)}${last === first + 1 ? ', ' : '–'}${name(last)}`];
  });
  return rows.join(', ');
}
