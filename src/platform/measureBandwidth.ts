// How fast a GPU's memory is, by timing copies on the device: read and write both count. A few tenths of a second at most.

/** The slice of a GPUDevice that is used here. */
export interface CopyDevice {
  readonly adapterInfo: { readonly isFallbackAdapter: boolean };
  readonly limits: { readonly maxBufferSize: number };
  createBuffer(descriptor: { readonly size: number; readonly usage: number }): CopyBuffer;
  createCommandEncoder(): {
    copyBufferToBuffer(from: CopyBuffer, fromOffset: number, to: CopyBuffer, toOffset: number, size: number): void;
    finish(): object;
  };
  readonly queue: { submit(commands: readonly object[]): void; onSubmittedWorkDone(): Promise<unknown> };
  pushErrorScope(filter: 'out-of-memory'): void;
  popErrorScope(): Promise<object | null>;
}

interface CopyBuffer {
  destroy(): void;
}

/** Two of them are more than a GPU's caches hold. */
const BUFFER_BYTES = 64 * 1024 * 1024;
/** `GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST`: the names are missing where there is no WebGPU. */
const COPY_BOTH_WAYS = 4 | 8;
/** Clocks in a page are coarse, and submitting and hearing of the end cost time too: a shorter round counts for nothing. */
const SHORT_ROUND_MS = 10;
/** A round this long makes little of both. */
const LONG_ROUND_MS = 60;
const BUDGET_MS = 400;

/**
 * @param now milliseconds on any clock
 * @returns 10^9 bytes a second, read and written; undefined on the processor's playing a GPU, without room, or on a lost device
 */
export async function measureBandwidth(device: CopyDevice, now: () => number): Promise<number | undefined> {
  if (device.adapterInfo.isFallbackAdapter) return undefined;
  const size = Math.min(BUFFER_BYTES, device.limits.maxBufferSize);
  device.pushErrorScope('out-of-memory');
  const [from, to] = [0, 1].map(() => device.createBuffer({ size, usage: COPY_BOTH_WAYS })) as [CopyBuffer, CopyBuffer];
  try {
    if ((await device.popErrorScope()) !== null) return undefined;
    const copy = async (times: number): Promise<number> => {
      const encoder = device.createCommandEncoder();
      for (let i = 0; i < times; i++) encoder.copyBufferToBuffer(from, 0, to, 0, size);
      const startMs = now();
      device.queue.submit([encoder.finish()]);
      await device.queue.onSubmittedWorkDone();
      return now() - startMs;
    };
    return await bestRate(copy, 2 * size, now() + BUDGET_MS, now);
  } catch {
    // A number to look at is no reason to fail a model that works; a lost device is noticed by whoever uses it next.
    return undefined;
  } finally {
    from.destroy();
    to.destroy();
  }
}

/** Rounds of ever more copies, the best of which counts: other work on the GPU only ever slows a round down. */
async function bestRate(
  copy: (times: number) => Promise<number>,
  bytesEach: number,
  endMs: number,
  now: () => number,
): Promise<number | undefined> {
  // The driver first makes the buffers real, and writes zeros to them.
  let ms = await copy(1);
  let best: number | undefined;
  for (let times = 1; now() + 2 * ms <= endMs; times *= ms < LONG_ROUND_MS ? 2 : 1) {
    ms = await copy(times);
    if (ms >= SHORT_ROUND_MS) best = Math.max(best ?? 0, (times * bytesEach) / (ms * 1e6));
  }
  return best;
}
