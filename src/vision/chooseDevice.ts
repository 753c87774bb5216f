// Which device does the work. A software GPU (SwiftShader) runs the model, 15 times slower than wasm does: it is taken
// only when asked for by name, as the tests do.
import type { Device, DeviceChoice } from './api.ts';

export interface ChosenDevice {
  readonly device: Device;
  /** The adapter as the browser names it, or why there is none. */
  readonly name: string;
  readonly hasF16: boolean;
  readonly slow: boolean;
}

/** The slice of `navigator.gpu` that is used here. */
export type Gpu = Pick<GPU, 'requestAdapter'>;

/** @returns the device, or undefined where WebGPU was asked for by name and is not to be had */
export async function chooseDevice(choice: DeviceChoice, gpu: Gpu | undefined): Promise<ChosenDevice | undefined> {
  const adapter = choice === 'wasm' ? null : await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter && (choice === 'webgpu' || !adapter.info.isFallbackAdapter)) {
    const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
    return {
      device: 'webgpu',
      name: description || [vendor, architecture].filter(Boolean).join(' ') || 'GPU',
      hasF16: adapter.features.has('shader-f16'),
      slow: isFallbackAdapter,
    };
  }
  if (choice === 'webgpu') return undefined;
  return { device: 'wasm', name: whyWasm(choice, gpu, adapter), hasF16: false, slow: true };
}

function whyWasm(choice: DeviceChoice, gpu: Gpu | undefined, adapter: GPUAdapter | null | undefined): string {
  if (choice === 'wasm') return 'processor, as chosen';
  if (!gpu) return 'processor: this browser has no WebGPU';
  return adapter ? 'processor: the only GPU is emulated in software' : 'processor: the browser found no GPU';
}
