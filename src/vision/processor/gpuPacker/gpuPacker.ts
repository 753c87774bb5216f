// Resizes and packs frames on the GPU, to the same bits as packer.ts on the processor: a decoded frame goes up once as it is,
// and its pixel values are written where the vision encoder reads them. Nothing comes back.
import { writeFloats } from '../../generation/floats.ts';
import type { Frame, Packer } from '../packer.ts';
import { type Packing, tokenPixels } from '../packFrames.ts';
import type { Size } from '../pixels.ts';
import { createScratch } from './scratch.ts';
import { FRAME_NUMBERS, PIXELS_ACROSS, SHADER, WORKGROUP } from './shader.ts';
import { createTapTables } from './tapTables.ts';

/** f32 and f16 alike: values of three channels for both frames of a pair. */
const VALUES_PER_PIXEL = 6;
const BYTES_PER_PIXEL = 4;

export interface GpuPacker extends Packer {
  /**
   * Frames are read when the pixel values are written; a bitmap may be closed after that.
   * @throws RangeError where a frame or its values are larger than this GPU takes: pack it on the processor
   */
  packPair: Packer['packPair'];
  /** Destroys what it holds on the GPU; what is submitted still runs. */
  dispose(): void;
}

type FloatType = 'float32' | 'float16';

/**
 * @param type of the vision encoder's input; the device needs no shader-f16 for half floats
 * @throws RangeError where patches have an odd side, as in no Qwen-VL
 */
export function createGpuPacker(device: GPUDevice, packing: Packing, type: FloatType): GpuPacker {
  const { patchSize } = packing;
  if (patchSize % PIXELS_ACROSS !== 0) throw new RangeError(`patches of ${patchSize} pixels: the GPU packs even sides`);
  const taps = createTapTables(device);
  const scratch = createScratch(device);
  let made: Made | undefined;

  /** Uploads a frame, and writes its values to places `from` to before `end` of the pair in `into`. */
  function pack(frame: Frame, size: Size, [from, end]: readonly [number, number], into: GPUBuffer): void {
    made ??= make(device, packing, type);
    const { queue } = device;
    const { width, height } = frame;
    const picture = scratch.pictureFor(frame);
    const narrowed = scratch.narrowedFor(size.width * height * BYTES_PER_PIXEL);
    upload(queue, frame, picture);
    queue.writeBuffer(made.frame, 0, Uint32Array.of(height, size.width, size.height, from, end));

    const commands = device.createCommandEncoder();
    const pass = commands.beginComputePass();
    run(pass, device, made.rows, { width: size.width, height }, [
      [0, { buffer: made.frame }],
      [1, { buffer: taps.tableOf(width, size.width) }],
      [2, picture.createView()],
      [3, { buffer: narrowed }],
    ]);
    run(pass, device, made.columns, { width: size.width / PIXELS_ACROSS, height: size.height }, [
      [0, { buffer: made.frame }],
      [1, { buffer: taps.tableOf(height, size.height) }],
      [4, { buffer: narrowed }],
      [5, { buffer: made.valueBits }],
      [6, { buffer: into, size: valueBytes(size, type) }],
    ]);
    pass.end();
    // Before the pair's other frame is uploaded over this one.
    queue.submit([commands.finish()]);
  }

  return {
    packPair(pair, size) {
      for (const frame of pair) mustFit(device.limits, frame, size, type);
      const [first, second] = pair;
      return {
        grid: [1, size.height / patchSize, size.width / patchSize],
        tokens: (size.width * size.height) / tokenPixels(packing) ** 2,
        pixelValues: {
          on: 'gpu',
          write(into) {
            pack(first, size, [0, first === second ? 2 : 1], into);
            if (first !== second) pack(second, size, [1, 2], into);
          },
        },
      };
    },
    dispose() {
      taps.dispose();
      scratch.dispose();
      made?.frame.destroy();
      made?.valueBits.destroy();
      made = undefined;
    },
  };
}

/** What is made once, when a frame is first packed. */
interface Made {
  readonly rows: GPUComputePipeline;
  readonly columns: GPUComputePipeline;
  readonly frame: GPUBuffer;
  readonly valueBits: GPUBuffer;
}

function make(device: GPUDevice, packing: Packing, type: FloatType): Made {
  const module = device.createShaderModule({ code: SHADER });
  const { patchSize, mergeSize } = packing;
  const constants = { patchSize, mergeSize, halfFloats: type === 'float16' ? 1 : 0 };
  const bits = valueBitsOf(packing, type);
  const valueBits = device.createBuffer({
    size: bits.byteLength,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(valueBits, 0, bits);
  return {
    rows: device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'rows' } }),
    columns: device.createComputePipeline({ layout: 'auto', compute: { module, entryPoint: 'columns', constants } }),
    frame: device.createBuffer({
      size: FRAME_NUMBERS * Uint32Array.BYTES_PER_ELEMENT,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    }),
    valueBits,
  };
}

/** For each channel, the bits of the normalised value of each byte: the numbers of packFrames.ts, rounded as a tensor's are. */
function valueBitsOf({ mean, std }: Packing, type: FloatType): Uint32Array<ArrayBuffer> {
  const values = Float32Array.from({ length: 3 * 256 }, (_, i) => {
    const channel = i >> 8;
    return ((i & 255) / 255 - (mean[channel] ?? 0.5)) / (std[channel] ?? 0.5);
  });
  return type === 'float32' ? new Uint32Array(values.buffer) : Uint32Array.from(writeFloats('float16', values));
}

/** The frame's bytes as they are: no other colour space, nothing multiplied by alpha. */
function upload(queue: GPUQueue, frame: Frame, texture: GPUTexture): void {
  const { width, height } = frame;
  if ('data' in frame) {
    queue.writeTexture({ texture }, frame.data, { bytesPerRow: width * BYTES_PER_PIXEL }, [width, height]);
  } else {
    queue.copyExternalImageToTexture({ source: frame }, { texture, premultipliedAlpha: false }, [width, height]);
  }
}

function run(
  pass: GPUComputePassEncoder,
  device: GPUDevice,
  pipeline: GPUComputePipeline,
  { width, height }: Size,
  bindings: readonly (readonly [number, GPUBufferBinding | GPUTextureView])[],
): void {
  pass.setPipeline(pipeline);
  pass.setBindGroup(
    0,
    device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: bindings.map(([binding, resource]) => ({ binding, resource })),
    }),
  );
  pass.dispatchWorkgroups(Math.ceil(width / WORKGROUP[0]), Math.ceil(height / WORKGROUP[1]));
}

const valueBytes = ({ width, height }: Size, type: FloatType): number =>
  width * height * VALUES_PER_PIXEL * (type === 'float16' ? 2 : 4);

function mustFit(limits: GPUSupportedLimits, { width, height }: Size, size: Size, type: FloatType): void {
  const bytes = Math.max(size.width * height * BYTES_PER_PIXEL, valueBytes(size, type));
  const workgroups = Math.max(size.width / WORKGROUP[0], height / WORKGROUP[1], size.height / WORKGROUP[1]);
  if (
    Math.max(width, height) > limits.maxTextureDimension2D ||
    bytes > limits.maxStorageBufferBindingSize ||
    workgroups > limits.maxComputeWorkgroupsPerDimension
  ) {
    throw new RangeError(
      `${width} x ${height} pixels, resized to ${size.width} x ${size.height}, are too many for this GPU`,
    );
  }
}
