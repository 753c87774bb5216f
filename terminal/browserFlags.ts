import type { Machine } from './machine.ts';

/** `real`: the machine's own GPU where it has one. `software`: SwiftShader, the same on every machine, for tests. */
export type GpuChoice = 'real' | 'software';

/** Chrome talks to the pages that it is given, and to nobody else. */
const QUIET = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Headless Chrome on Linux has no WebGPU without these two; where there is no GPU they change nothing. */
const REAL_GPU = ['--enable-unsafe-webgpu', '--enable-features=Vulkan'];

const SOFTWARE_GPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

export function browserFlags(gpu: GpuChoice, { platform }: Pick<Machine, 'platform'>): string[] {
  const real = platform === 'linux' ? REAL_GPU : [];
  return [...QUIET, ...(gpu === 'software' ? SOFTWARE_GPU : real)];
}
