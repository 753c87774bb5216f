// Which device does the work. A software GPU (SwiftShader) runs the model, 15 times slower than wasm does: it is taken
// only when asked for by name, as the tests do.
import type { GpuFacts } from '../../platform/gpuProbe.ts';
import type { Device, DeviceChoice } from '../api.ts';

export interface ChosenDevice {
  readonly device: Device;
  /** The adapter as the browser names it, or why there is none. */
  readonly name: string;
  readonly hasF16: boolean;
  readonly slow: boolean;
}

/** @returns the device, or undefined where WebGPU was asked for by name and is not to be had */
export function deviceFor(choice: DeviceChoice, facts: GpuFacts): ChosenDevice | undefined {
  if (choice === 'wasm') return processor('processor, as chosen');
  if (facts.type === 'adapter' && (choice === 'webgpu' || !facts.isFallbackAdapter)) {
    return { device: 'webgpu', name: facts.name, hasF16: facts.hasF16, slow: facts.isFallbackAdapter };
  }
  return choice === 'webgpu' ? undefined : processor(`processor: ${whyNoGpu(facts)}`);
}

/** Why no real GPU does the work, to be read after a colon. */
function whyNoGpu(facts: GpuFacts): string {
  if (facts.type === 'adapter') return 'the only GPU is emulated in software';
  const whys = {
    'no-webgpu': 'this browser has no WebGPU',
    'insecure-page': 'browsers offer the GPU only to https pages and to http://localhost',
    'no-adapter': 'the browser found no GPU',
  } satisfies Record<typeof facts.why, string>;
  return whys[facts.why];
}

const processor = (name: string): ChosenDevice => ({ device: 'wasm', name, hasF16: false, slow: true });
