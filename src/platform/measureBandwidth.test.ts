import { describe, expect, test } from 'vitest';
import { type CopyDevice, measureBandwidth } from './measureBandwidth.ts';

const MEGABYTE = 1024 * 1024;

interface FakeMemory {
  readonly gbps: number;
  /** What a submit and its end take besides the copies. */
  readonly roundMs?: number;
  readonly maxBufferSize?: number;
  readonly isFallbackAdapter?: boolean;
  readonly outOfMemory?: boolean;
  readonly lost?: boolean;
}

/** A device on a clock of its own, which only its copies move on. */
function fakeDevice({ gbps, roundMs = 0, maxBufferSize = 4e9, ...facts }: FakeMemory) {
  let nowMs = 0;
  let live = 0;
  let bytes = 0;
  const sizes: number[] = [];
  const device: CopyDevice = {
    adapterInfo: { isFallbackAdapter: facts.isFallbackAdapter ?? false },
    limits: { maxBufferSize },
    createBuffer({ size }) {
      live += 1;
      sizes.push(size);
      return { destroy: () => (live -= 1) };
    },
    createCommandEncoder() {
      let copied = 0;
      return {
        copyBufferToBuffer(_from, _fromOffset, _to, _toOffset, size) {
          copied += size;
        },
        finish: () => ({ copied }),
      };
    },
    queue: {
      submit([commands]) {
        bytes = (commands as { readonly copied: number }).copied;
      },
      async onSubmittedWorkDone() {
        if (facts.lost) throw new Error('the device was lost');
        nowMs += roundMs + (2 * bytes) / (gbps * 1e6);
      },
    },
    pushErrorScope: () => {},
    popErrorScope: async () => (facts.outOfMemory ? {} : null),
  };
  return { device, now: () => nowMs, sizes, live: () => live };
}

describe.each([20, 68, 256, 3000])('M9: a memory of %i GB/s', (gbps) => {
  test('is told as it is, in less than half a second', async () => {
    const { device, now, live } = fakeDevice({ gbps });
    expect(await measureBandwidth(device, now)).toBeCloseTo(gbps, 3);
    expect(now()).toBeLessThan(500);
    expect(live()).toBe(0);
  });

  test('is told within a tenth where each round costs two milliseconds besides', async () => {
    const { device, now } = fakeDevice({ gbps, roundMs: 2 });
    expect(await measureBandwidth(device, now)).toBeGreaterThan(0.9 * gbps);
  });
});

test('M9: the buffers keep to 64 MB and to what the adapter allows', async () => {
  const large = fakeDevice({ gbps: 100 });
  await measureBandwidth(large.device, large.now);
  const small = fakeDevice({ gbps: 100, maxBufferSize: 16 * MEGABYTE });
  await measureBandwidth(small.device, small.now);
  expect([large.sizes, small.sizes]).toEqual([
    [64 * MEGABYTE, 64 * MEGABYTE],
    [16 * MEGABYTE, 16 * MEGABYTE],
  ]);
});

test('M9: nothing is said of a GPU that the processor plays, and nothing is asked of it', async () => {
  const { device, now, sizes } = fakeDevice({ gbps: 5, isFallbackAdapter: true });
  expect(await measureBandwidth(device, now)).toBeUndefined();
  expect(sizes).toEqual([]);
});

test.each([{ outOfMemory: true }, { lost: true }, { gbps: 0.1 }])(
  'M9: without room, on a lost device and on one too slow for the time there is, nothing is said, and all is freed: %o',
  async (trouble) => {
    const { device, now, live } = fakeDevice({ gbps: 100, ...trouble });
    expect(await measureBandwidth(device, now)).toBeUndefined();
    expect(live()).toBe(0);
  },
);
