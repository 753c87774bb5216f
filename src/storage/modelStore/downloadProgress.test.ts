import { describe, expect, test } from 'vitest';
import { createFakeClock } from '../../../tests/fakes/fakeClock.ts';
import { createProgressReports, type DownloadProgress } from './downloadProgress.ts';
import { createHold } from './hold.ts';

function open() {
  const clock = createFakeClock();
  const hold = createHold();
  const seen: DownloadProgress[] = [];
  const files = [
    { file: 'a', loadedBytes: 1000, totalBytes: 1000 },
    { file: 'b', loadedBytes: 500, totalBytes: 10_000 },
  ];
  const reports = createProgressReports(files, { clock, hold, report: (one) => seen.push(one) });
  return { clock, hold, reports, seen, last: () => seen.at(-1) };
}

describe('a download’s progress', () => {
  test('M6: says at once what is there, and no speed', () => {
    const { last } = open();
    expect(last()?.files.map(({ loadedBytes }) => loadedBytes)).toEqual([1000, 500]);
    expect(last()).not.toHaveProperty('bytesPerSecond');
  });

  test('M6: counts into the speed what came over the network, not what lay on the disk', () => {
    const { clock, reports, last } = open();
    reports.set('b', 500, 0);
    for (let loaded = 600; loaded <= 1500; loaded += 100) {
      clock.advance(100);
      reports.set('b', loaded, 100);
    }
    clock.advance(250);
    expect(last()?.bytesPerSecond).toBeCloseTo(1000 / 1.25, 0);
    expect(last()?.secondsLeft).toBeCloseTo(8500 / 800, 1);
  });

  test('M6: forgets what is older than five seconds, so that a silent connection slows down to nothing', () => {
    const { clock, reports, last } = open();
    clock.advance(1000);
    reports.set('b', 5500, 5000);
    clock.advance(4000);
    expect(last()?.bytesPerSecond).toBeCloseTo(1000, 0);
    clock.advance(1500);
    expect(last()).not.toHaveProperty('bytesPerSecond');
  });

  test('M6: says at once that it is held, and starts its speed anew behind that', () => {
    const { clock, hold, reports, last } = open();
    clock.advance(1000);
    reports.set('b', 1500, 1000);
    hold.set(true);
    expect(last()).toMatchObject({ paused: true });
    expect(last()).not.toHaveProperty('bytesPerSecond');
    clock.advance(60_000);
    hold.set(false);
    clock.advance(900);
    reports.set('b', 2500, 1000);
    clock.advance(100);
    expect(last()?.bytesPerSecond).toBeCloseTo(1000, 0);
  });

  test('M6: ends with the newest state, and no timer is left', () => {
    const { clock, reports, seen, last } = open();
    reports.set('b', 10_000, 9500);
    reports.stop();
    expect(last()?.files[1]?.loadedBytes).toBe(10_000);
    const count = seen.length;
    clock.advance(10_000);
    expect([seen.length, clock.pending]).toEqual([count, 0]);
  });
});
