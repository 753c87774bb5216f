// A WebGPU device as far as ours uses one beside ONNX Runtime, computing next to nothing: SwiftShader takes 0.1 s for what a
// GPU does in some microseconds, and would be all that is measured. JavaScript makes its calls as on any device; the picker
// (src/vision/generation/resident/picker.ts) finds the tokens that the sessions' logits say; what is read comes when the slow
// device has done all that was submitted before.
import { QWEN3_VL_2B } from '../../stubSessions.ts';
import type { SlowDevice } from './slowDevice.ts';

/** Larger buffers hold rows, caches and logits: of these only single numbers that were written are known. */
const MAX_HELD_BYTES = 4096;
/** Of a pass that picks a token, or resizes and packs a frame. */
const PASS_MS = 0.1;

interface SimulatedBuffer {
  readonly size: number;
  readonly held?: ArrayBuffer;
  /** By their offsets in bytes, of a buffer that is not held. */
  readonly numbers: Map<number, number>;
}

type Command = () => void;

export function createSimulatedGpu(slowDevice: SlowDevice): GPUDevice {
  const nothing = () => {};
  const device = {
    queue: {
      submit(all: Iterable<readonly Command[]>) {
        for (const commands of all) for (const command of commands) command();
      },
      writeBuffer,
      writeTexture: nothing,
      copyExternalImageToTexture: nothing,
      onSubmittedWorkDone: () => slowDevice.idle(),
    },
    limits: { maxTextureDimension2D: 8192, maxStorageBufferBindingSize: 2 ** 31, maxBufferSize: 2 ** 31 },
    features: new Set<string>(),
    adapterInfo: { vendor: 'simulated', architecture: '', device: '', description: '', isFallbackAdapter: false },
    lost: new Promise(nothing),
    pushErrorScope: nothing,
    popErrorScope: async () => null,
    createBuffer: ({ size }: GPUBufferDescriptor) => createBuffer(size, slowDevice),
    createTexture: () => ({ createView: () => ({}), destroy: nothing }),
    createShaderModule: () => ({}),
    createBindGroupLayout: () => ({}),
    createPipelineLayout: () => ({}),
    createComputePipeline: ({ compute }: GPUComputePipelineDescriptor) => ({
      entryPoint: compute.entryPoint,
      getBindGroupLayout: () => ({}),
    }),
    createBindGroup: ({ entries }: GPUBindGroupDescriptor) => [...entries].map(({ resource }) => resource),
    createCommandEncoder: () => createEncoder(slowDevice),
  };
  // The rest of a device's methods is not called.
  return device as unknown as GPUDevice;
}

function createBuffer(size: number, slowDevice: SlowDevice) {
  const held = size <= MAX_HELD_BYTES ? new ArrayBuffer(size) : undefined;
  return {
    size,
    ...(held && { held }),
    numbers: new Map<number, number>(),
    destroy: () => {},
    unmap: () => {},
    mapAsync: () => slowDevice.idle(),
    getMappedRange: (offset = 0, bytes = size - offset) =>
      held?.slice(offset, offset + bytes) ?? new ArrayBuffer(bytes),
  };
}

function writeBuffer(
  { held, numbers }: SimulatedBuffer,
  offset: number,
  data: ArrayBuffer | Uint32Array | Float32Array,
) {
  if (held && ArrayBuffer.isView(data)) {
    new Uint8Array(held, offset).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  } else if (data instanceof Float32Array && data.length === 1) {
    if (data[0] === 0) numbers.delete(offset);
    else numbers.set(offset, data[0] as number);
  }
}

function createEncoder(slowDevice: SlowDevice) {
  const commands: Command[] = [];
  return {
    copyBufferToBuffer(from: SimulatedBuffer, start: number, to: SimulatedBuffer, at: number, bytes: number) {
      const { held: source } = from;
      const { held: target } = to;
      if (!source || !target) return;
      commands.push(() => new Uint8Array(target, at).set(new Uint8Array(source, start, bytes)));
    },
    clearBuffer: () => {},
    beginComputePass() {
      let group: readonly unknown[] = [];
      let entryPoint: string | undefined;
      return {
        setPipeline(pipeline: { readonly entryPoint?: string }) {
          entryPoint = pipeline.entryPoint;
        },
        setBindGroup(_index: number, bound: readonly unknown[]) {
          group = bound;
        },
        dispatchWorkgroups() {
          const bound = group;
          if (entryPoint === 'choose')
            commands.push(() => pick(bound.map((entry) => (entry as { buffer: SimulatedBuffer }).buffer)));
        },
        end: () => commands.push(() => slowDevice.append(PASS_MS)),
      };
    },
    finish: () => commands,
  };
}

/** Its buffers, in the order of the shader's bindings. */
function pick([logits, , , picks, nextId, params]: readonly SimulatedBuffer[]): void {
  if (!logits || !picks?.held || !nextId?.held || !params?.held) throw new Error('The picker has other bindings now.');
  const [, firstRow = 0, slot = 0, , rows = 0] = new Uint32Array(params.held);
  const tokens = new Uint32Array(picks.held);
  for (let row = 0; row < rows; row++) tokens[slot + row] = tokenOf(logits, firstRow + row);
  new Uint32Array(nextId.held)[0] = tokens[slot + rows - 1] as number;
}

/** Of the only number in a row of logits that is not 0. */
function tokenOf({ numbers }: SimulatedBuffer, row: number): number {
  const { vocabulary } = QWEN3_VL_2B;
  for (const offset of numbers.keys()) {
    const place = offset / Float32Array.BYTES_PER_ELEMENT;
    if (Math.floor(place / vocabulary) === row) return place % vocabulary;
  }
  return 0;
}
