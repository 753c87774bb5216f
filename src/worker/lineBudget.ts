import type { Clock } from '../platform/clock.ts';
import type { LogLevel } from './api.ts';

/** More lines a second than this are read by nobody, and would fill the way to the page. */
const LINES_PER_SECOND = 50;
const WINDOW_MS = 1000;

/** @returns a log that lets the first lines of each second through and then says how many it kept back */
export function createLineBudget(
  clock: Clock,
  log: (level: LogLevel, text: string) => void,
): (level: LogLevel, text: string) => void {
  let windowEndMs = 0;
  let lines = 0;
  let cancel = () => {};

  function sayKeptBack(): void {
    cancel();
    if (lines > LINES_PER_SECOND)
      log('warning', `[Worker] … and ${lines - LINES_PER_SECOND} more lines in a second: too many to list.`);
    lines = 0;
  }

  return (level, text) => {
    const leftMs = windowEndMs - clock.now();
    // More is left than there can be where the clock was set back.
    if (leftMs <= 0 || leftMs > WINDOW_MS) {
      sayKeptBack();
      windowEndMs = clock.now() + WINDOW_MS;
    }
    lines += 1;
    if (lines <= LINES_PER_SECOND) log(level, text);
    else if (lines === LINES_PER_SECOND + 1) cancel = clock.after(windowEndMs - clock.now(), sayKeptBack);
  };
}
