import { expect, test } from 'vitest';
import { sampleGateView } from '../../../tests/fakes/fakePagePorts.ts';
import type { GateView } from '../ports.ts';
import { sayDevice, sayDownload, sayExpectation, sayObstacle, sayRoom } from './gateWords.ts';

test('G11: what does the work is named, and slow where no real GPU does', () => {
  const device = (part: Partial<GateView>) => sayDevice({ ...sampleGateView, ...part });
  expect(device({})).toBe('Apple M3, through WebGPU.');
  expect(device({ slow: true })).toMatch(/emulated in software. That is slow/);
  expect(device({ device: 'wasm', processorReason: 'no-adapter', slow: true })).toBe(
    'The processor, as the browser found no GPU. That is slow.',
  );
});

test('G11: what is to be downloaded is said beside what is stored already', () => {
  const download = (downloadBytes: number | undefined, storedBytes: number) => {
    const { downloadBytes: _, ...view } = sampleGateView;
    return sayDownload({ ...view, storedBytes, ...(downloadBytes && { downloadBytes }) });
  };
  expect(download(1_373_000_000, 0)).toBe('1.4 GB to download, once.');
  expect(download(1_373_000_000, 400_000_000)).toBe('1.4 GB, of which 400 MB are here already.');
  expect(download(5_500_000, 5_500_000)).toBe('5.5 MB, on this computer already.');
  expect(download(undefined, 0)).toMatch(/told before the download starts/);
  expect(download(undefined, 400_000_000)).toMatch(/^400 MB of it are here already/);
});

test('G11: memory and disk are said as far as they are known', () => {
  expect(sayRoom(sampleGateView)).toBe(
    'Takes about 60 MB of memory. The browser lets this page keep up to 42 GB; the disk itself is tried before a download.',
  );
  const { memoryBytes: _, freeBytes: __, ...unknown } = sampleGateView;
  expect(sayRoom(unknown)).toBe('How much disk there is, this browser does not say.');
});

test('G11: each obstacle is a sentence with its figures, and one on what to do', () => {
  const say = (obstacle: Parameters<typeof sayObstacle>[0]) => sayObstacle(obstacle, 'Two B');
  expect(say({ reason: 'buffer-limit', needsBytes: 6e8, givesBytes: 1e8 }).message).toBe(
    'Two B needs a GPU buffer of 600 MB; this GPU gives 100 MB at most.',
  );
  expect(say({ reason: 'no-room', needsBytes: 1.4e9, givesBytes: 5e8 }).message).toMatch(/500 MB left.*1.4 GB/);
  for (const reason of ['no-gpu', 'no-dtype', 'no-f16', 'buffer-limit', 'needs-gpu', 'no-room'] as const) {
    const { message, remedy } = say({ reason });
    expect(`${message} ${remedy}`).toMatch(/^[A-Z].*\. .*\.$/);
  }
});

test('M2: a speed is promised only where it was measured here before', () => {
  const say = (expectation: GateView['expectation']) => sayExpectation({ ...sampleGateView, expectation });
  expect(say({ type: 'measured', secondsPerFrame: 2.43 })).toBe('About 2.4 s for each frame, as measured here before.');
  expect(say({ type: 'measured', secondsPerFrame: 94.6 })).toMatch(/^About 2 min for/);
  expect(say({ type: 'minutes' })).toMatch(/^Minutes/);
  expect(say({ type: 'unknown' })).toMatch(/will tell/);
});
