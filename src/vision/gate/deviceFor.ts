// Which device does the work. A software GPU (SwiftShader) runs the model, 15 times slower than wasm does: it is taken
// only when asked for by name, as the tests do.
import type { GpuFacts } from '../../platform/gpuProbe.ts';
import type { Device, DeviceChoice } from '../api.ts';

/** Why the processor does the work. */
export type ProcessorReason = 'chosen' | 'software-gpu' | Extract<GpuFacts, { type: 'none' }>['why'];

export interface ChosenDevice {
  readonly device: Device;
  /** The adapter as the browser names it, or why there is none. */
  readonly name: string;
  readonly hasF16: boolean;
  readonly slow: boolean;
  /** Of the processor alone. */
  readonly why?: ProcessorReason;
}

/** @returns the device, or undefined where WebGPU was asked for by name and is not to be had */
export function deviceFor(choice: DeviceChoice, facts: GpuFacts): ChosenDevice | undefined {
  if (choice === 'wasm') return processor('chosen');
  if (facts.type === 'adapter' && (choice === 'webgpu' || !facts.isFallbackAdapter)) {
    return { device: 'webgpu', name: facts.name, hasF16: facts.hasF16, slow: facts.isFallbackAdapter };
  }
  return choice === 'webgpu' ? undefined : processor(facts.type === 'adapter' ? 'software-gpu' : facts.why);
}

const NAMES: { readonly [R in ProcessorReason]: string } = {
  chosen: 'processor, as chosen',
  'software-gpu': 'processor: the only GPU is emulated in software',
  'no-webgpu': 'processor: this browser has no WebGPU',
  'insecure-page': 'processor: browsers offer the GPU only to https pages and to http://localhost',
  'no-adapter': 'processor: the browser found no GPU',
};

const processor = (why: ProcessorReason): ChosenDevice => ({
  device: 'wasm',
  name: NAMES[why],
  hasF16: false,
  slow: true,
  why,
});
