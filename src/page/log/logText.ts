// The log as text: what is shown, what is copied, what is downloaded.
import type { LogLevel } from '../../worker/api.ts';
import type { LogEntry } from '../pageState.ts';

export interface LogFilter {
  /** Lines of this level and of graver ones. */
  readonly level: LogLevel;
  /** Any part of the text, in any case. */
  readonly text: string;
}

export const LEVELS: readonly LogLevel[] = ['info', 'warning', 'error'];

export function filterLog(entries: readonly LogEntry[], { level, text }: LogFilter): readonly LogEntry[] {
  const least = LEVELS.indexOf(level);
  const wanted = text.trim().toLowerCase();
  if (least === 0 && wanted === '') return entries;
  return entries.filter(({ line }) => LEVELS.indexOf(line.level) >= least && line.text.toLowerCase().includes(wanted));
}

/** Plain lines, each with time and level; for the clipboard. */
export const logAsText = (entries: readonly LogEntry[]): string =>
  entries.map(({ line }) => `${new Date(line.atMs).toISOString()} ${line.level} ${line.text}\n`).join('');

/** JSON lines, one object an entry: `time` (ISO 8601), `level`, `text`. */
export const logAsJsonLines = (entries: readonly LogEntry[]): string =>
  entries
    .map(
      ({ line }) =>
        `${JSON.stringify({ time: new Date(line.atMs).toISOString(), level: line.level, text: line.text })}\n`,
    )
    .join('');

/** `browser-worker-2026-11-23T14-02-11.jsonl`; colons are no good in file names. */
export const logFileName = (nowMs: number): string =>
  `browser-worker-${new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '-')}.jsonl`;
