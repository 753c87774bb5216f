// Counts what goes over WebGPU's border, by wrapping its prototypes: to be installed before ONNX Runtime asks for a device.
// The counts are exact and the same on every GPU; only times are not.

export interface GpuCounts {
  /** `mapAsync` for reading: each waits for the GPU. */
  maps: number;
  /** Copied to where the processor can read it. */
  bytesDown: number;
  /** Written by the processor, kernels' parameters apart: `writeBuffer`, mapped buffers, textures, frames as bitmaps. */
  bytesUp: number;
  /** Into buffers for kernels' parameters. */
  uniformBytes: number;
  newBuffers: number;
  bytesAllocated: number;
  submits: number;
  dispatches: number;
  bindGroups: number;
}

const counts: GpuCounts = {
  maps: 0,
  bytesDown: 0,
  bytesUp: 0,
  uniformBytes: 0,
  newBuffers: 0,
  bytesAllocated: 0,
  submits: 0,
  dispatches: 0,
  bindGroups: 0,
};

let live = 0;

const gpuCounts = (): GpuCounts => ({ ...counts });

/** Bytes of the buffers that are neither destroyed nor, as the runtime drops some without a word, collected as garbage. */
export const liveGpuBytes = (): number => live;

/** What was counted while `work` ran. */
export async function countedIn<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly counts: GpuCounts }> {
  const before = gpuCounts();
  const result = await work();
  return { result, counts: minus(gpuCounts(), before) };
}

export function minus(a: GpuCounts, b: GpuCounts): GpuCounts {
  const names = Object.keys(a) as (keyof GpuCounts)[];
  return Object.fromEntries(names.map((name) => [name, a[name] - b[name]])) as unknown as GpuCounts;
}

type Method = (this: object, ...values: never[]) => unknown;

/** Has `note` see each call's arguments, and its result. */
function wrap<T extends object, Name extends keyof T>(
  prototype: T,
  name: Name,
  note: (self: T, values: T[Name] extends (...values: infer V) => unknown ? V : never, result: unknown) => void,
): void {
  const original = prototype[name] as Method;
  Object.assign(prototype, {
    [name](this: T, ...values: never[]) {
      const result = original.apply(this, values);
      note(this, values as never, result);
      return result;
    },
  });
}

const sizeOf = (view: AllowSharedBufferSource): number => view.byteLength;
const isUniform = ({ usage }: GPUBuffer): boolean => (usage & GPUBufferUsage.UNIFORM) !== 0;

function countUp(buffer: GPUBuffer, bytes: number): void {
  if (isUniform(buffer)) counts.uniformBytes += bytes;
  else counts.bytesUp += bytes;
}

/**
 * Also hides two features of the adapter: with them the software GPU computes fused attention wrong (ONNX Runtime takes
 * another kernel for it).
 */
export function installGpuCounters(): void {
  hideSubgroups();
  countTransfers();
  countBuffers();
  wrap(GPUQueue.prototype, 'submit', () => counts.submits++);
  wrap(GPUDevice.prototype, 'createBindGroup', () => counts.bindGroups++);
  wrap(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => counts.dispatches++);
  wrap(GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', () => counts.dispatches++);
}

function hideSubgroups(): void {
  const get = Object.getOwnPropertyDescriptor(GPUAdapter.prototype, 'features')?.get;
  if (!get) throw new Error('this browser has no WebGPU');
  Object.defineProperty(GPUAdapter.prototype, 'features', {
    get(this: GPUAdapter) {
      const features = new Set<string>(get.call(this) as GPUSupportedFeatures);
      for (const name of ['subgroups', 'subgroup-size-control']) features.delete(name);
      return features;
    },
  });
}

function countTransfers(): void {
  wrap(GPUBuffer.prototype, 'mapAsync', (buffer, [mode, offset = 0, size = buffer.size - offset]) => {
    if (mode & GPUMapMode.READ) counts.maps++;
    else counts.bytesUp += size;
  });
  wrap(GPUCommandEncoder.prototype, 'copyBufferToBuffer', (_, values) => {
    // (from, to, size?) or (from, offset, to, offset, size?)
    const list = values as readonly unknown[];
    const isShort = list[1] instanceof GPUBuffer;
    const [from, to, size] = (isShort ? list : [list[0], list[2], list[4]]) as [GPUBuffer, GPUBuffer, number?];
    if (to.usage & GPUBufferUsage.MAP_READ) counts.bytesDown += size ?? from.size;
  });
  wrap(GPUQueue.prototype, 'writeBuffer', (_, [buffer, , data, offset = 0, size]) => {
    const element = ArrayBuffer.isView(data) && 'BYTES_PER_ELEMENT' in data ? (data.BYTES_PER_ELEMENT as number) : 1;
    countUp(buffer, size === undefined ? sizeOf(data) - offset * element : size * element);
  });
  wrap(GPUQueue.prototype, 'writeTexture', (_, [, data]) => {
    counts.bytesUp += sizeOf(data);
  });
  wrap(GPUQueue.prototype, 'copyExternalImageToTexture', (_, [, , size]) => {
    const { width, height = 1 } = 'width' in size ? size : { width: [...size][0] ?? 0, height: [...size][1] ?? 1 };
    counts.bytesUp += width * height * 4;
  });
}

function countBuffers(): void {
  const sizes = new WeakMap<GPUBuffer, { readonly size: number; isLive: boolean }>();
  type Held = { readonly size: number; isLive: boolean };
  const release = (held: Held) => {
    if (held.isLive) live -= held.size;
    held.isLive = false;
  };
  const collected = new FinalizationRegistry(release);
  wrap(GPUDevice.prototype, 'createBuffer', (_, [{ size, mappedAtCreation = false }], buffer) => {
    counts.newBuffers++;
    counts.bytesAllocated += size;
    if (mappedAtCreation) countUp(buffer as GPUBuffer, size);
    const held = { size, isLive: true };
    live += size;
    sizes.set(buffer as GPUBuffer, held);
    collected.register(buffer as GPUBuffer, held);
  });
  wrap(GPUBuffer.prototype, 'destroy', (buffer) => {
    const held = sizes.get(buffer);
    if (held) release(held);
  });
}
