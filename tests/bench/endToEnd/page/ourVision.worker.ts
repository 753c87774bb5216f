// The product's engine over sessions that compute nothing. What it does is timed from outside.
import { expose } from 'comlink';
import { Tensor } from 'onnxruntime-web/webgpu';
import type { GpuFacts } from '../../../../src/platform/gpuProbe.ts';
import type { VisionApi } from '../../../../src/vision/api.ts';
import { createEngine } from '../../../../src/vision/engine.ts';
import { isFailure } from '../../../../src/vision/failure.ts';
import { ALL_LEVERS, type Levers } from '../../../../src/vision/generation/levers.ts';
import type { ElementType } from '../../../../src/vision/generation/session.ts';
import { readFamily } from '../../../../src/vision/processor/family.ts';
import { readProcessing } from '../../../../src/vision/processor/readProcessing.ts';
import { createQwenVl, type QwenVl } from '../../../../src/vision/qwenVl.ts';
import type { ModelSessions } from '../../../../src/vision/transformersSessions.ts';
import { QWEN3_VL_2B } from '../../stubSessions.ts';
import { type BenchModel, openBenchModel } from './benchModel.ts';
import type { OurOptions } from './page.ts';
import { addSpan, spanned } from './spanChannel.ts';

const { timeScale, levers, gpu } = JSON.parse(self.name) as OurOptions;

/** A laptop's, so that the gate lets the model in. */
const FACTS: GpuFacts = {
  type: 'adapter',
  name: 'a laptop, simulated',
  isFallbackAdapter: false,
  hasF16: true,
  subgroups: true,
  maxBufferSize: 2 ** 31,
  maxStorageBufferBindingSize: 2 ** 31,
};

const engine = createEngine(
  async () => FACTS,
  async () => {
    const model = await openBenchModel(timeScale, gpu);
    return timed(makeQwenVl(model, { ...ALL_LEVERS, ...levers }));
  },
);

expose({
  ...engine,
  look: (request, onText) => spanned('look', () => engine.look(request, onText)),
} satisfies VisionApi);

const decode = self.createImageBitmap.bind(self) as typeof createImageBitmap;
self.createImageBitmap = ((...args: Parameters<typeof createImageBitmap>) =>
  spanned('decode', () => decode(...args))) as typeof createImageBitmap;

function makeQwenVl(model: BenchModel, levers: Levers): QwenVl {
  const { files, sessions, gpu: device, tokenizer, stopId } = model;
  const family = readFamily(files['config.json']);
  if (isFailure(family)) throw new Error(family.message);
  const modelSessions: ModelSessions = {
    sessions,
    makeTensor: (type, data, dims) => new Tensor(type as 'float32', data as Float32Array, dims),
    ...(device && {
      gpu: {
        device,
        tensorOf: (buffer: GPUBuffer, dataType: ElementType, dims: readonly number[]) =>
          Tensor.fromGpuBuffer(buffer, { dataType, dims }),
      },
    }),
  };
  return createQwenVl(
    {
      tokenizer,
      chatTemplate: undefined,
      family,
      processing: readProcessing(family, files['preprocessor_config.json'], files['video_preprocessor_config.json']),
      sessions: modelSessions,
      // As the graph of the real model does.
      groupsAttention: true,
      stopIds: [stopId],
      vocabularySize: QWEN3_VL_2B.vocabulary,
      lost: new Promise<string>(() => {}),
    },
    levers,
  );
}

function timed(qwenVl: QwenVl): QwenVl {
  return {
    ...qwenVl,
    prepare(...args) {
      const startMs = performance.now();
      try {
        return qwenVl.prepare(...args);
      } finally {
        addSpan('pack', startMs, performance.now());
      }
    },
    generate: (...args) => spanned('answer', () => qwenVl.generate(...args)),
  };
}
