// What the browser says of this computer's GPU, as plain data. Asking for an adapter makes no device and takes no memory,
// so the page may ask before a person has agreed to anything.

export type GpuFacts =
  /** `insecure-page`: browsers offer WebGPU to https and to this computer's own pages alone. */
  { readonly type: 'none'; readonly why: 'no-webgpu' | 'insecure-page' | 'no-adapter' } | GpuAdapterFacts;

export interface GpuAdapterFacts {
  readonly type: 'adapter';
  /** As the browser names it; browsers say more or less, and `GPU` where they say nothing. */
  readonly name: string;
  /** The processor plays a GPU: right, and very slow. */
  readonly isFallbackAdapter: boolean;
  /** Half precision in shaders. */
  readonly hasF16: boolean;
  readonly subgroups: boolean;
  /** Both in bytes. */
  readonly maxBufferSize: number;
  readonly maxStorageBufferBindingSize: number;
}

/** The slice of `navigator.gpu` that is used here. */
export interface ProbedGpu {
  requestAdapter(options: { readonly powerPreference: 'high-performance' }): Promise<ProbedAdapter | null>;
}

interface ProbedAdapter {
  readonly info: {
    readonly vendor: string;
    readonly architecture: string;
    readonly description: string;
    readonly isFallbackAdapter: boolean;
  };
  readonly features: { has(feature: string): boolean };
  readonly limits: { readonly maxBufferSize: number; readonly maxStorageBufferBindingSize: number };
}

/** @param gpu `navigator.gpu` */
export async function probeGpu(gpu: ProbedGpu | undefined, isSecurePage: boolean): Promise<GpuFacts> {
  if (!gpu) return { type: 'none', why: isSecurePage ? 'no-webgpu' : 'insecure-page' };
  const adapter = await askForAdapter(gpu);
  if (!adapter) return { type: 'none', why: 'no-adapter' };
  const { info, features, limits } = adapter;
  return {
    type: 'adapter',
    name: info.description || [info.vendor, info.architecture].filter(Boolean).join(' ') || 'GPU',
    isFallbackAdapter: info.isFallbackAdapter,
    hasF16: features.has('shader-f16'),
    subgroups: features.has('subgroups'),
    maxBufferSize: limits.maxBufferSize,
    maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
  };
}

/** It is specified to resolve with null; a browser whose GPU process has just died rejects instead. */
async function askForAdapter(gpu: ProbedGpu): Promise<ProbedAdapter | null> {
  try {
    return await gpu.requestAdapter({ powerPreference: 'high-performance' });
  } catch {
    return null;
  }
}
