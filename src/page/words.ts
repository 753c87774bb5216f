// Numbers, sizes and times as a person would say them. The page speaks English, so numbers are grouped the English way;
// exact times follow the reader's own locale.

import { saySize } from '../platform/saySize.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MEGABYTE = 1_000_000;
/** Below this a whole number of megabytes says too little. */
const SMALL_BYTES = 20 * MEGABYTE;

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const sayNumber = (value: number): string => whole.format(value);

/** `31`, or `2.4` where a whole number would be too coarse. */
export const sayRate = (value: number): string => (value < 9.95 ? oneDecimal : whole).format(value);

export const sayPercent = (share: number): string => `${whole.format(Math.min(1, Math.max(0, share)) * 100)} %`;

/** `8.4 MB/s`. */
export const sayByteRate = (bytesPerSecond: number): string => `${saySize(bytesPerSecond)}/s`;

/** `40 s left`, `2 min left`. */
export const sayTimeLeft = (seconds: number): string =>
  `${seconds * SECOND < MINUTE ? `${Math.max(1, Math.ceil(seconds))} s` : sayShort(seconds * SECOND)} left`;

/** `412 of 1,373 MB`; the total decides how finely both are written, so that the width stays. */
export function sayProgress(loadedBytes: number, totalBytes: number): string {
  if (totalBytes <= 0) return `${megabytes(loadedBytes, loadedBytes)} MB`;
  return `${megabytes(loadedBytes, totalBytes)} of ${megabytes(totalBytes, totalBytes)} MB`;
}

/** Short, for figures: `90 ms`, `2.4 s`, `24 s`, `2 min`, `3 h 5 min`. */
export function sayShort(ms: number): string {
  if (ms < SECOND - 5) return `${whole.format(Math.max(0, ms))} ms`;
  if (ms < 9.95 * SECOND) return `${oneDecimal.format(ms / SECOND)} s`;
  if (ms < 59.5 * SECOND) return `${whole.format(ms / SECOND)} s`;
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** In words, for sentences: `20 seconds`, `3 minutes`, `an hour`, `5 hours`. */
export function sayLong(ms: number): string {
  if (ms < MINUTE) return plural(Math.max(1, Math.round(ms / SECOND)), 'second', 'a second');
  if (ms < HOUR) return plural(Math.floor(ms / MINUTE), 'minute', 'a minute');
  return plural(Math.floor(ms / HOUR), 'hour', 'an hour');
}

/** `just now`, `12 s ago`, `3 min ago`, `2 h ago`, `4 days ago`. */
export function sayAgo(atMs: number, nowMs: number): string {
  const age = nowMs - atMs;
  if (age < 5 * SECOND) return 'just now';
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s ago`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h ago`;
  return age < 2 * DAY ? 'a day ago' : `${Math.floor(age / DAY)} days ago`;
}

/** The exact local time, as the reader's locale writes it. */
export const sayExact = (atMs: number): string => new Date(atMs).toLocaleString();

/** `14:02:11`, local. */
export const sayClock = (atMs: number): string => new Date(atMs).toTimeString().slice(0, 8);

const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** `third`; past ten `11th`, `22nd`. */
export function sayOrdinal(n: number): string {
  const word = ORDINALS[n];
  if (word) return word;
  const teen = n % 100 >= 11 && n % 100 <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `1 job`, `3 jobs`, `no job`. */
export const sayJobs = (n: number): string => (n === 0 ? 'no job' : plural(n, 'job', '1 job'));

function megabytes(bytes: number, scaleBytes: number): string {
  return (scaleBytes < SMALL_BYTES ? oneDecimal : whole).format(bytes / MEGABYTE);
}

function plural(n: number, unit: string, one: string): string {
  return n === 1 ? one : `${whole.format(n)} ${unit}s`;
}
