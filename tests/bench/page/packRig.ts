// Rig 3: a frame to pixel values. Three ways of ours against the stock image processor: the packing alone, of a picture that
// nobody has to resize, where the numbers must be equal; from the browser's decoded frame on the processor, resizing included;
// and on the GPU, where what counts is the time that the thread is held.
import type { Tensor } from '@huggingface/transformers';
import { createGpuPacker } from '../../../src/vision/processor/gpuPacker/gpuPacker.ts';
import { createPacker } from '../../../src/vision/processor/packer.ts';
import { type PackedImage, packPair } from '../../../src/vision/processor/packFrames.ts';
import type { Size } from '../../../src/vision/processor/pixels.ts';
import { smartResizeImage } from '../../../src/vision/processor/smartResize.ts';
import { bitmapOf, drawFrame, rawImageOf } from './answers.ts';
import { median } from './median.ts';
import { configureLibrary, openFiles } from './openModel.ts';

export interface PackTimes {
  readonly name: string;
  /** Of a picture that has its final size. */
  readonly stockMs: number;
  readonly ourMs: number;
  readonly maxDifference: number;
  /** From the decoded frame, each side with its own resizing: stock's to Math.round's size, ours to Python's. */
  readonly stockWithResizeMs: number;
  readonly ourWithResizeMs: number;
  /** The thread's time only; and until the GPU was done, here a software one on the same cores. */
  readonly gpuThreadMs: number;
  readonly gpuDoneMs: number;
  readonly n: number;
}

export interface PackRun {
  readonly rows: readonly PackTimes[];
  /** The very first call, of the first size, alone: before code is compiled. */
  readonly first: { readonly stockMs: number; readonly ourMs: number };
}

export interface PackOptions {
  readonly model: string;
  readonly sizes: Readonly<Record<string, Size>>;
  readonly rounds: number;
}

const TOKEN_PIXELS = 32;
/** Up to 720p. */
const SMALL_WIDTH = 1280;
/** Until code is compiled. */
const WARM_ROUNDS = 3;

export async function runPack({ model: id, sizes, rounds }: PackOptions): Promise<PackRun> {
  configureLibrary();
  const { stockProcessor, processing } = await openFiles(id);
  const adapter = await navigator.gpu.requestAdapter();
  // As ONNX Runtime asks: the values of a 4K frame are larger than what a device has by default.
  const { maxBufferSize = 0, maxStorageBufferBindingSize = 0 } = adapter?.limits ?? {};
  const device = await adapter?.requestDevice({ requiredLimits: { maxBufferSize, maxStorageBufferBindingSize } });
  if (!device || !stockProcessor.image_processor) throw new Error('no GPU device, or no image processor');
  const { image_processor } = stockProcessor;
  const stockPack = async (image: ReturnType<typeof rawImageOf>) => {
    const { pixel_values } = (await image_processor([image])) as { readonly pixel_values: Tensor };
    return pixel_values.data as Float32Array;
  };
  const [packer, gpuPacker] = [createPacker(processing), createGpuPacker(device, processing, 'float32')];

  const rows: PackTimes[] = [];
  let first = { stockMs: 0, ourMs: 0 };
  for (const [name, frame] of Object.entries(sizes)) {
    const size = smartResizeImage(frame, TOKEN_PIXELS, processing.budgets.image);
    const final = rawImageOf(drawFrame(size, 1));
    const rgb = { data: final.data as Uint8ClampedArray, ...size };
    const canvas = drawFrame(frame, 2);
    const [rawImage, bitmap] = [rawImageOf(canvas), await bitmapOf(canvas)];
    const into = device.createBuffer({ size: size.width * size.height * 24, usage: GPUBufferUsage.STORAGE });
    // As the encoder does, which keeps its room from frame to frame.
    const values = new Float32Array(size.width * size.height * 6);
    const times = { stock: [], ours: [], stockFull: [], oursFull: [], gpuThread: [], gpuDone: [] } as Times;
    let maxDifference = 0;
    // Short times vary more, and cost little.
    const n = frame.width <= SMALL_WIDTH ? 3 * rounds : rounds;
    for (let round = rows.length === 0 ? -WARM_ROUNDS : -1; round < n; round++) {
      if (round === 0) {
        if (rows.length === 0) first = { stockMs: times.stock[0] ?? 0, ourMs: times.ours[0] ?? 0 };
        for (const list of Object.values(times)) list.length = 0;
      }
      const stock = await timed(times.stock, () => stockPack(final));
      await timed(times.ours, async () => writeHeap(packPair([rgb, rgb], processing), values));
      const ours = values;
      maxDifference = Math.max(maxDifference, differenceOf(stock, ours));
      await timed(times.stockFull, () => stockPack(rawImage));
      await timed(times.oursFull, async () => writeHeap(packer.packPair([bitmap, bitmap], size), values));
      let start = 0;
      await timed(times.gpuThread, async () => {
        start = performance.now();
        const { pixelValues } = gpuPacker.packPair([bitmap, bitmap], size);
        if (pixelValues.on === 'gpu') pixelValues.write(into);
      });
      await device.queue.onSubmittedWorkDone();
      times.gpuDone.push(performance.now() - start);
    }
    into.destroy();
    rows.push({
      name,
      stockMs: median(times.stock),
      ourMs: median(times.ours),
      maxDifference,
      stockWithResizeMs: median(times.stockFull),
      ourWithResizeMs: median(times.oursFull),
      gpuThreadMs: median(times.gpuThread),
      gpuDoneMs: median(times.gpuDone),
      n,
    });
  }
  gpuPacker.dispose();
  device.destroy();
  return { rows, first };
}

function writeHeap({ pixelValues }: PackedImage, into: Float32Array): void {
  if (pixelValues.on === 'heap') pixelValues.write(into);
}

type Times = Record<'stock' | 'ours' | 'stockFull' | 'oursFull' | 'gpuThread' | 'gpuDone', number[]>;

async function timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
  // The garbage of one side is not collected in the other's time.
  await new Promise((resolve) => requestIdleCallback(resolve));
  const start = performance.now();
  const result = await work();
  into.push(performance.now() - start);
  return result;
}

function differenceOf(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} and ${b.length} pixel values`);
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs((a[i] as number) - (b[i] as number)));
  return most;
}
