// Memory over many jobs, each of another frame: bytes of live GPU buffers, the JavaScript heap, and the wasm heap. And what a
// run that fails leaves behind.
import { ALL_LEVERS } from '../../../src/vision/generation/levers.ts';
import type { Size } from '../../../src/vision/processor/pixels.ts';
import { bitmapOf, drawFrame, generateOptions, ourAnswer, prepareFrames, rawImageOf, stockAnswer } from './answers.ts';
import { liveGpuBytes } from './gpuCounters.ts';
import { type BenchModel, openModel } from './openModel.ts';
import { wasmHeapBytes } from './wasmHeap.ts';

export interface MemorySample {
  readonly job: number;
  readonly gpu: number;
  readonly js: number;
  readonly wasm: number;
}

export interface AfterFailure {
  /** What the failing calls said. */
  readonly failures: readonly string[];
  /** What each of the calls after them said; undefined: the answer that was right before. */
  readonly after: readonly (string | undefined)[];
}

export interface MemoryRun {
  readonly samples: readonly MemorySample[];
  readonly failure: AfterFailure;
}

export interface MemoryOptions {
  readonly model: string;
  readonly side: 'stock' | 'ours';
  readonly frame: Size;
  readonly tokens: number;
  readonly jobs: number;
  /** A sample each so many jobs. */
  readonly sampleEvery: number;
}

export async function runMemory(options: MemoryOptions): Promise<MemoryRun> {
  const { model: id, side, frame, tokens, jobs, sampleEvery } = options;
  const opened = await openModel(id);
  // None for stock: its trial of the caches would run beside stock's own runs.
  const ours = side === 'ours' ? opened.ours(ALL_LEVERS) : undefined;
  const answer = async (seed: number) => {
    const canvas = drawFrame(frame, seed);
    if (!ours) return stockAnswer(opened.stock, rawImageOf(canvas), tokens);
    const bitmap = await bitmapOf(canvas);
    const ids = await ourAnswer(ours, bitmap, tokens);
    bitmap.close();
    return ids;
  };
  const samples: MemorySample[] = [];
  for (let job = 1; job <= jobs; job++) {
    await answer(job);
    if (job % sampleEvery === 0) samples.push(await sampleAt(job));
  }
  const wrongShapes =
    ours &&
    (async () => {
      // A position too few on each axis.
      const prompt = prepareFrames(ours.processor, [drawPixels(frame)]);
      const short = { ...prompt, positions: prompt.positions.map((axis) => axis.slice(1)) };
      await ours.generator.generate(short, generateOptions(tokens));
    });
  return { samples, failure: await failOnce(opened, answer, wrongShapes) };
}

/** One run that throws, and one of wrong shapes where there is a way to it; then three jobs as before. */
async function failOnce(
  { stock }: BenchModel,
  answer: (seed: number) => Promise<readonly number[]>,
  wrongShapes: (() => Promise<unknown>) | undefined,
): Promise<AfterFailure> {
  const right = await answer(1);
  const { decoder_model_merged: decoder } = (stock.model as unknown as { sessions: Record<string, Runs> }).sessions;
  if (!decoder) throw new Error('the model has no decoder');
  const run = decoder.run;
  decoder.run = async () => {
    decoder.run = run;
    throw new Error('a run that fails');
  };
  const attempts = [() => answer(1), ...(wrongShapes ? [wrongShapes] : [])];
  const failures: string[] = [];
  for (const attempt of attempts) {
    failures.push(
      await attempt().then(
        () => 'nothing failed',
        (error: unknown) => `${error}`.slice(0, 200),
      ),
    );
  }
  decoder.run = run;
  const after: (string | undefined)[] = [];
  for (let i = 0; i < 3; i++) {
    after.push(
      await answer(1).then(
        (ids) => (`${ids}` === `${right}` ? undefined : `said ${ids} where ${right} is right`),
        (error: unknown) => `${error}`.slice(0, 200),
      ),
    );
  }
  return { failures, after };
}

interface Runs {
  run: (...values: never[]) => Promise<unknown>;
}

function drawPixels(frame: Size) {
  const { data } = (drawFrame(frame, 1).getContext('2d') as OffscreenCanvasRenderingContext2D).getImageData(
    0,
    0,
    frame.width,
    frame.height,
  );
  return { data, ...frame };
}

/** Of the page, once its garbage is collected: tests/bench/openBenchPage.ts. */
declare global {
  var heapBytes: () => Promise<number>;
}

const sampleAt = async (job: number): Promise<MemorySample> => ({
  job,
  js: await heapBytes(),
  gpu: liveGpuBytes(),
  wasm: wasmHeapBytes(),
});
