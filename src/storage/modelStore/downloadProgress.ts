import type { Clock } from '../../platform/clock.ts';
import type { Hold } from './hold.ts';

/** Speed is that of so many newest milliseconds. */
const WINDOW_MS = 5000;
/** A person sees no more than this, and each report crosses two threads. */
const REPORT_EVERY_MS = 250;

export interface FileProgress {
  readonly file: string;
  readonly loadedBytes: number;
  /** 0 while unknown. */
  readonly totalBytes: number;
}

export interface DownloadProgress {
  readonly files: readonly FileProgress[];
  /** Of the newest few seconds; absent while unknown. */
  readonly bytesPerSecond?: number;
  readonly secondsLeft?: number;
  readonly paused: boolean;
}

export interface ProgressReports {
  /** @param arrived how many of them came over the network just now */
  set(file: string, loadedBytes: number, arrived: number): void;
  /** Reports once more, and never again. */
  stop(): void;
}

export function createProgressReports(
  files: readonly FileProgress[],
  { clock, hold, report }: { clock: Clock; hold: Hold; report: (progress: DownloadProgress) => void },
): ProgressReports {
  const loaded = new Map(files.map(({ file, loadedBytes }) => [file, loadedBytes]));
  let arrivals: { readonly atMs: number; bytes: number }[] = [];
  let startMs = clock.now();

  function now(): DownloadProgress {
    const nowMs = clock.now();
    arrivals = arrivals.filter(({ atMs }) => atMs > nowMs - WINDOW_MS);
    const list = files.map((one) => ({ ...one, loadedBytes: loaded.get(one.file) ?? 0 }));
    const seconds = Math.min(WINDOW_MS, nowMs - startMs) / 1000;
    const bytes = arrivals.reduce((sum, one) => sum + one.bytes, 0);
    if (hold.held || seconds === 0 || bytes === 0) return { files: list, paused: hold.held };
    const left = list.reduce((sum, { totalBytes, loadedBytes }) => sum + Math.max(0, totalBytes - loadedBytes), 0);
    const bytesPerSecond = bytes / seconds;
    return { files: list, bytesPerSecond, secondsLeft: left / bytesPerSecond, paused: false };
  }

  // By the clock and not by the bytes, so that a connection gone silent is seen to slow down.
  let stopClock = (): void => {};
  const tick = (): void => {
    report(now());
    stopClock = clock.after(REPORT_EVERY_MS, tick);
  };
  tick();
  const stopListening = hold.onChange(() => {
    // The time that it was held does not count.
    startMs = clock.now();
    arrivals = [];
    report(now());
  });

  return {
    set(file, loadedBytes, arrived) {
      loaded.set(file, loadedBytes);
      const atMs = clock.now();
      const newest = arrivals.at(-1);
      if (newest && newest.atMs === atMs) newest.bytes += arrived;
      else if (arrived > 0) arrivals.push({ atMs, bytes: arrived });
    },
    stop() {
      stopClock();
      stopListening();
      report(now());
    },
  };
}
