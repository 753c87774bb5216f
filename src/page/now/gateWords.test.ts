import { expect, test } from 'vitest';
import { sampleGateView } from '../../../tests/fakes/fakePagePorts.ts';
import type { GateView } from '../ports.ts';
import { sayDevice, sayDownload, sayRoom } from './gateWords.ts';

test('G11: what does the work is named, and slow where no real GPU does', () => {
  const device = (part: Partial<GateView>) => sayDevice({ ...sampleGateView, ...part });
  expect(device({})).toBe('Apple M3, through WebGPU.');
  expect(device({ slow: true })).toMatch(/emulated in software. That is slow/);
  expect(device({ device: 'wasm', deviceName: 'processor: the browser found no GPU', slow: true })).toBe(
    'Processor: the browser found no GPU. That is slow.',
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
