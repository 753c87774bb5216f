// Packs the same frames on the GPU and on the processor and says where they differ: megabytes of values stay in the page.
import { writeFloats } from '../../../src/vision/generation/floats.ts';
import { decodeFrame } from '../../../src/vision/processor/decodeFrame.ts';
import { createGpuPacker } from '../../../src/vision/processor/gpuPacker/gpuPacker.ts';
import { createPacker, type Frame, type Packer } from '../../../src/vision/processor/packer.ts';
import type { PackedImage, Packing } from '../../../src/vision/processor/packFrames.ts';
import type { Pixels, Size } from '../../../src/vision/processor/pixels.ts';
import { pixelValuesOf } from '../../support/pixelValuesOf.ts';

type FloatType = 'float32' | 'float16';

/** `turned-jpeg`: its EXIF data say that it lies on its side. */
type Encoding = 'png' | 'jpeg' | 'turned-jpeg';

export interface PackCase {
  /** Of each frame: one, an image; two, a pair. */
  readonly frames: readonly Size[];
  readonly as: 'pixels' | Encoding;
  readonly size: Size;
  readonly type: FloatType;
  readonly packing: Packing;
  /** Alpha is noise as well, where pixels are given. */
  readonly alpha?: boolean;
}

export interface Comparison {
  /** Words whose bits are not the same. */
  readonly differing: number;
  /** Grid and tokens, by the GPU's packer and by the processor's. */
  readonly shapes: readonly (readonly number[])[];
}

const adapter = await navigator.gpu.requestAdapter();
if (!adapter) throw new Error('there is no WebGPU');
const device = await adapter.requestDevice();
const problems: string[] = [];
device.addEventListener('uncapturederror', ({ error }) => problems.push(error.message));

/** Noise of all bytes, so that a weight or a place that is wrong shows. */
function noise({ width, height }: Size, seed: number, alpha = false): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  let state = seed;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    data[i] = i % 4 === 3 && !alpha ? 255 : state >>> 24;
  }
  return { data, width, height };
}

async function encoded({ data, width, height }: Pixels, as: Encoding): Promise<ImageBitmap> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  const file = await canvas.convertToBlob({ type: as === 'png' ? 'image/png' : 'image/jpeg' });
  if (as !== 'turned-jpeg') return decodeFrame(file);
  const frame = await decodeFrame(new Blob([file.slice(0, 2), QUARTER_TURN, file.slice(2)], { type: file.type }));
  if (frame.width !== height) throw new Error('the browser did not turn the frame');
  return frame;
}

/** JPEG's segment APP1 with EXIF data of one entry: orientation (0x0112), 6. */
const QUARTER_TURN = Uint8Array.from(
  [
    [0xff, 0xe1, 0, 34],
    [...'Exif'].map((letter) => letter.charCodeAt(0)),
    [0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
    [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0],
    [0, 0, 0, 0],
  ].flat(),
);

function framesOf({ frames, as, alpha }: PackCase): Promise<Frame[]> {
  return Promise.all(
    frames.map(async (size, i) => {
      const pixels = noise(size, i + 1, alpha);
      return as === 'pixels' ? pixels : encoded(pixels, as);
    }),
  );
}

const pairOf = ([first, second]: readonly Frame[]): [Frame, Frame] => [first as Frame, second ?? (first as Frame)];

const bytesOf = ({ width, height }: Size, type: FloatType): number => width * height * 6 * (type === 'float16' ? 2 : 4);

/** The bits of what a buffer holds. */
async function read(from: GPUBuffer): Promise<Uint32Array> {
  const copy = device.createBuffer({ size: from.size, usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ });
  const commands = device.createCommandEncoder();
  commands.copyBufferToBuffer(from, 0, copy, 0, from.size);
  device.queue.submit([commands.finish()]);
  await copy.mapAsync(GPUMapMode.READ);
  const bits = new Uint32Array(copy.getMappedRange().slice(0));
  copy.destroy();
  return bits;
}

function outputFor(size: Size, type: FloatType): GPUBuffer {
  return device.createBuffer({
    size: bytesOf(size, type),
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC,
  });
}

function pack(packer: Packer, pair: [Frame, Frame], size: Size, into: GPUBuffer): PackedImage {
  const packed = packer.packPair(pair, size);
  if (packed.pixelValues.on !== 'gpu') throw new TypeError('the GPU did not pack');
  packed.pixelValues.write(into);
  return packed;
}

const page = {
  /** What the GPU wrote, against what the processor makes. One packer for all cases of a call, so that its room is used again. */
  async compare(cases: readonly PackCase[]): Promise<Comparison[]> {
    const packers = new Map<string, ReturnType<typeof createGpuPacker>>();
    const comparisons: Comparison[] = [];
    for (const one of cases) {
      const key = `${one.type} ${one.packing.patchSize}`;
      const packer = packers.get(key) ?? createGpuPacker(device, one.packing, one.type);
      packers.set(key, packer);
      const frames = await framesOf(one);
      const onProcessor = createPacker(one.packing).packPair(pairOf(frames), one.size);
      const into = outputFor(one.size, one.type);
      const onGpu = pack(packer, pairOf(frames), one.size, into);
      // From here on the GPU has what it needs.
      for (const frame of frames) if ('close' in frame) frame.close();
      const expected = writeFloats(one.type, pixelValuesOf(onProcessor));
      const bits = new Uint32Array(expected.buffer);
      const found = await read(into);
      comparisons.push({
        differing: found.reduce((count, word, i) => count + (word === bits[i] ? 0 : 1), found.length - bits.length),
        shapes: [onGpu, onProcessor].map(({ grid, tokens }) => [...grid, tokens]),
      });
      into.destroy();
    }
    for (const packer of packers.values()) packer.dispose();
    return comparisons;
  },

  /** What a packer asks of the device for each of `cases`, one after another. */
  async countWork(cases: readonly PackCase[]): Promise<Work[]> {
    const [{ packing, type }] = cases as readonly [PackCase];
    const packer = createGpuPacker(device, packing, type);
    const works: Work[] = [];
    for (const one of cases) {
      const pair = pairOf(await framesOf(one));
      const into = outputFor(one.size, type);
      work = noWork();
      pack(packer, pair, one.size, into);
      works.push({ ...work });
      into.destroy();
    }
    packer.dispose();
    return works;
  },

  /** What the device found wrong. */
  problems: () => problems,
};

type Work = Record<'made' | 'maps' | 'submits' | 'bytesUp', number>;

let work = noWork();

function noWork(): Work {
  return { made: 0, maps: 0, submits: 0, bytesUp: 0 };
}

/** Adds to `work` each time that a method of WebGPU is called. */
function count(
  of: { readonly prototype: object },
  name: string,
  what: keyof Work,
  amountOf: (args: unknown[]) => number = () => 1,
): void {
  const methods = of.prototype as Record<string, (...args: unknown[]) => unknown>;
  const method = methods[name];
  methods[name] = function (this: unknown, ...args) {
    work[what] += amountOf(args);
    return method?.apply(this, args);
  };
}

const byteLengthOf = (data: unknown): number => (data as ArrayBufferView).byteLength;

for (const name of ['createBuffer', 'createTexture', 'createComputePipeline', 'createShaderModule']) {
  count(GPUDevice, name, 'made');
}
count(GPUBuffer, 'mapAsync', 'maps');
count(GPUQueue, 'submit', 'submits');
count(GPUQueue, 'writeBuffer', 'bytesUp', ([, , data]) => byteLengthOf(data));
count(GPUQueue, 'writeTexture', 'bytesUp', ([, data]) => byteLengthOf(data));
count(GPUQueue, 'copyExternalImageToTexture', 'bytesUp', ([, , size]) => {
  const [width, height] = size as [number, number];
  return width * height * 4;
});

export type PackerPage = typeof page;
Object.assign(window, { packing: page });
