// The vision thread's whole offer: one model loaded and checked, one look at a time. Every way to fail comes back as a value
// with a sentence for the person, as an Error would lose its class on the way between threads.
import { type Clock, systemClock } from '../platform/clock.ts';
import type { GpuFacts } from '../platform/gpuProbe.ts';
import { measureBandwidth } from '../platform/measureBandwidth.ts';
import { createHold } from '../storage/modelStore/hold.ts';
import type { EngineInfo, VisionApi, VisionFailure } from './api.ts';
import { TASK_NAMES } from './ask.ts';
import { failure, INTERRUPTED, isFailure } from './failure.ts';
import { inspectModel } from './gate/inspectModel.ts';
import type { LoadModel } from './loadModel.ts';
import { lookAhead, lookAt, type Seer } from './lookAt.ts';
import { type Dtypes, findModel } from './models.ts';
import { createFrameStore } from './processor/frameStore.ts';
import { runSelfTest } from './selfTest/runSelfTest.ts';
import { DEMO_TASKS, QWEN_TASKS } from './tasks/taskSets.ts';

/** @param probe asks the browser for its GPU, which may wake one that sleeps */
export function createEngine(
  probe: () => Promise<GpuFacts>,
  loadModel: LoadModel,
  clock: Clock = systemClock,
): VisionApi {
  let seer: Seer | undefined;
  let looking: AbortController | undefined;
  let endLook: (why: VisionFailure) => void = () => {};
  let loading = new AbortController();
  const hold = createHold();

  return {
    async load(request, onProgress) {
      const startMs = performance.now();
      loading = new AbortController();
      const { signal } = loading;
      const model = findModel(request.modelId);
      const { device: choice } = request;
      const gpu = choice === 'wasm' ? NOT_ASKED : await probe();
      const wish = request.dtype && { dtype: request.dtype };
      const { device, deviceName, slow, variant, obstacle } = inspectModel(model, { gpu, choice, ...wish });
      if (obstacle) return failure('no-device', `${obstacle.message} ${obstacle.remedy}`);
      const { dtype } = variant;
      const loaded = await loadModel({ ...request, model, dtype, device, hold, signal, onProgress });
      if (isFailure(loaded)) return loaded;
      void loaded.lost.then((why) => endLook(failure('gpu-lost', `The GPU was lost: ${why}`)));
      onProgress({ stage: 'selfTest', files: [], paused: false });
      const { gpu: gpuDevice } = loaded;
      const memory = gpuDevice && {
        decoder: variant.decoder,
        measureBandwidth: () => measureBandwidth(gpuDevice, () => performance.now()),
      };
      const tasks = model.tasks === 'demo' ? DEMO_TASKS : QWEN_TASKS;
      const selfTest = await runSelfTest(model, deviceName, { qwenVl: loaded, tasks }, signal, memory);
      if (isFailure(selfTest)) return selfTest;
      if (signal.aborted) return INTERRUPTED;
      seer = { qwenVl: loaded, tasks, frames: createFrameStore(clock) };
      return {
        type: 'ready',
        modelId: model.id,
        modelName: model.name,
        revision: model.revision,
        dtype: dtypeText(dtype),
        device,
        deviceName,
        slow,
        loadMs: performance.now() - startMs,
        tasks: TASK_NAMES.filter((name) => tasks[name]),
        selfTest,
      } satisfies EngineInfo;
    },

    pauseDownload: hold.set,

    cancelLoad() {
      loading.abort();
    },

    async look(request, onText) {
      if (!seer) return failure('engine', 'No model is loaded.');
      looking = new AbortController();
      try {
        const ended = new Promise<VisionFailure>((resolve) => {
          endLook = resolve;
        });
        return await Promise.race([lookAt(seer, request, onText, looking.signal), ended]);
      } finally {
        looking = undefined;
        seer.frames.rest();
      }
    },

    async lookAhead(request) {
      if (seer) await lookAhead(seer, request);
    },

    interrupt() {
      looking?.abort();
    },
  };
}

/** Who chose the processor by name needs no adapter. */
const NOT_ASKED: GpuFacts = { type: 'none', why: 'no-adapter' };

/** `q4f16`, or where the sessions differ `q4, vision fp16`. */
function dtypeText({ embed_tokens, vision_encoder, decoder_model_merged }: Dtypes): string {
  const text =
    embed_tokens === decoder_model_merged
      ? decoder_model_merged
      : `${decoder_model_merged}, embeddings ${embed_tokens}`;
  return vision_encoder === decoder_model_merged ? text : `${text}, vision ${vision_encoder}`;
}
