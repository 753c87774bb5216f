// Numbers, sizes and times as a person would say them, in the language of the page. Exact times follow the reader's own
// country as well, where the browser names one for that language.
import { computed } from '@preact/signals';
import { units } from './language/units.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MEGABYTE = 1_000_000;
const GIGABYTE = 1000 * MEGABYTE;
/** Below this a whole number of megabytes says too little. */
const SMALL_BYTES = 20 * MEGABYTE;

const formats = computed(() => {
  const { locale } = units.value;
  return {
    whole: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
    oneDecimal: new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    dates: globalThis.navigator?.languages?.find((tag) => tag === locale || tag.startsWith(`${locale}-`)) ?? locale,
  };
});

export const sayNumber = (value: number): string => formats.value.whole.format(value);

export const sayDecimal = (value: number): string => formats.value.oneDecimal.format(value);

/** `31`, or `2.4` where a whole number would be too coarse. */
export const sayRate = (value: number): string => (value < 9.95 ? sayDecimal : sayNumber)(value);

export const sayPercent = (share: number): string => `${sayNumber(Math.min(1, Math.max(0, share)) * 100)} %`;

/** `5.4 MB`, `350 MB`, `1.4 GB`, `42 GB`: decimal units, as disks and hubs give them. */
export function saySize(bytes: number): string {
  const gigabytes = bytes >= 0.9995 * GIGABYTE;
  const value = bytes / (gigabytes ? GIGABYTE : MEGABYTE);
  return `${(value < 19.95 ? sayDecimal : sayNumber)(value)} ${gigabytes ? 'GB' : 'MB'}`;
}

/** `8.4 MB/s`. */
export const sayByteRate = (bytesPerSecond: number): string => `${saySize(bytesPerSecond)}/s`;

/** `40 s left`, `2 min left`. */
export const sayTimeLeft = (seconds: number): string =>
  units.value.left(seconds * SECOND < MINUTE ? `${Math.max(1, Math.ceil(seconds))} s` : sayShort(seconds * SECOND));

/** `412 of 1,373 MB`; the total decides how finely both are written, so that the width stays. */
export function sayProgress(loadedBytes: number, totalBytes: number): string {
  if (totalBytes <= 0) return `${megabytes(loadedBytes, loadedBytes)} MB`;
  return units.value.progress(megabytes(loadedBytes, totalBytes), megabytes(totalBytes, totalBytes));
}

/** Short, for figures: `90 ms`, `2.4 s`, `24 s`, `2 min`, `3 h 5 min`. */
export function sayShort(ms: number): string {
  if (ms < SECOND - 5) return `${sayNumber(Math.max(0, ms))} ms`;
  if (ms < 9.95 * SECOND) return `${sayDecimal(ms / SECOND)} s`;
  if (ms < 59.5 * SECOND) return `${sayNumber(ms / SECOND)} s`;
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** For what adds up over weeks: `0 s`, `40 min`, `9 h 5 min`, `98 h`. */
export function sayWorked(ms: number): string {
  if (ms >= 10 * HOUR) return `${sayNumber(ms / HOUR)} h`;
  return ms < SECOND ? '0 s' : sayShort(ms);
}

/** In words, for sentences: `20 seconds`, `3 minutes`, `an hour`, `5 hours`. */
export function sayLong(ms: number): string {
  const { seconds, minutes, hours } = units.value;
  if (ms < MINUTE) return seconds(Math.max(1, Math.round(ms / SECOND)));
  if (ms < HOUR) return minutes(Math.floor(ms / MINUTE));
  const full = Math.floor(ms / HOUR);
  return hours(full, sayNumber(full));
}

/** `just now`, `12 s ago`, `3 min ago`, `2 h ago`, `4 days ago`. */
export function sayAgo(atMs: number, nowMs: number): string {
  const { justNow, ago, daysAgo } = units.value;
  const age = nowMs - atMs;
  if (age < 5 * SECOND) return justNow;
  if (age < MINUTE) return ago(`${Math.floor(age / SECOND)} s`);
  if (age < HOUR) return ago(`${Math.floor(age / MINUTE)} min`);
  return age < DAY ? ago(`${Math.floor(age / HOUR)} h`) : daysAgo(Math.floor(age / DAY));
}

/** The exact local time, as the reader's locale writes it. */
export const sayExact = (atMs: number): string => new Date(atMs).toLocaleString(formats.value.dates);

/** `14:02`, as the reader's locale writes it. */
export const sayTime = (atMs: number): string =>
  new Date(atMs).toLocaleTimeString(formats.value.dates, { hour: '2-digit', minute: '2-digit' });

/** The local day, as the reader's locale writes it. */
export const sayDay = (atMs: number): string =>
  new Date(atMs).toLocaleDateString(formats.value.dates, { dateStyle: 'medium' });

/** `14:02:11`, local. */
export const sayClock = (atMs: number): string => new Date(atMs).toTimeString().slice(0, 8);

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `1 job`, `3 jobs`, `no job`. */
export const sayJobs = (n: number): string => units.value.jobs(n, sayNumber(n));

const megabytes = (bytes: number, scaleBytes: number): string =>
  (scaleBytes < SMALL_BYTES ? sayDecimal : sayNumber)(bytes / MEGABYTE);
