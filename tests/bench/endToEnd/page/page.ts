// The bench's page: starts one of the arms, and keeps what their threads did for the driver to fetch.
import { proxy, wrap } from 'comlink';
import type { Levers } from '../../../../src/vision/generation/levers.ts';
import type { WorkerApi, WorkerEvent } from '../../../../src/worker/api.ts';
import type { Span } from '../spans.ts';
import { onSpan } from './spanChannel.ts';
import type { StockApi } from './stock.worker.ts';

export interface OurOptions {
  /** Of the simulated device: at 0.5 it takes half the profile's time. */
  readonly timeScale: number;
  readonly levers: Partial<Levers>;
  /** Rows, caches and logits stay on a GPU (simulatedGpu.ts); else everything comes to the heap. */
  readonly gpu: boolean;
}

export interface StockOptions {
  readonly timeScale: number;
  /** Absent: the model's own. */
  readonly maxPixels?: number;
  /** Of each frame of a batch. */
  readonly batchSentenceTokens: number;
}

let spans: Span[] = [];
onSpan((span) => spans.push(span));
const problems: string[] = [];

const bench = {
  /** Resolves when jobs may come. */
  async startStock(options: StockOptions): Promise<void> {
    const worker = new Worker(new URL('./stock.worker.ts', import.meta.url), { type: 'module' });
    worker.onerror = ({ message }) => problems.push(message);
    await wrap<StockApi>(worker).start(location.origin, options);
  },

  async startOurs(options: OurOptions): Promise<void> {
    const worker = new Worker(new URL('./ours.worker.ts', import.meta.url), {
      type: 'module',
      name: JSON.stringify(options),
    });
    worker.onerror = ({ message }) => problems.push(message);
    await new Promise<void>((ready, reject) => {
      const listen = (event: WorkerEvent) => {
        if (event.type === 'log' && event.line.level === 'error') {
          problems.push(event.line.text);
          reject(new Error(event.line.text));
        }
        if (event.type === 'snapshot' && event.snapshot.engine.type === 'ready') ready();
      };
      void wrap<WorkerApi>(worker).start(
        {
          relay: location.origin,
          mode: 'work',
          modelId: 'onnx-community/Qwen3-VL-2B-Instruct-ONNX',
          device: 'webgpu',
          take: { services: [], jobTypes: [], singleFrames: false },
          cameras: [],
          workerId: 'ours',
          pageUrl: location.href,
        },
        proxy(listen),
      );
    });
  },

  /** What happened since the last time, and what went wrong since the start. */
  take(): { readonly spans: readonly Span[]; readonly problems: readonly string[] } {
    const taken = spans;
    spans = [];
    return { spans: taken, problems };
  },
};

export type BenchPage = typeof bench;
Object.assign(window, { bench });
