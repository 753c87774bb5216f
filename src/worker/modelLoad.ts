import { saySpeed } from '../platform/saySpeed.ts';
import { DEMO_MODEL_ID, findModel } from '../vision/models.ts';
import type { EngineState, LogLevel, ModelSettings } from './api.ts';
import type { VisionClient } from './visionClient.ts';

export interface ModelLoadPorts {
  readonly vision: Pick<VisionClient, 'load'>;
  readonly changed: () => void;
  readonly log: (level: LogLevel, text: string) => void;
}

export interface ModelLoad {
  readonly engine: EngineState;
  /** Loads the model once; a second call while it loads waits for the same. Tried anew where it failed or was ended. */
  load(): Promise<void>;
}

export function createModelLoad(settings: ModelSettings, { vision, changed, log }: ModelLoadPorts): ModelLoad {
  let engine: EngineState = { type: 'none' };
  let going: Promise<void> | undefined;

  function become(state: EngineState): void {
    engine = state;
    changed();
  }

  async function begin(): Promise<void> {
    const { device, dtype, framePixels, pageUrl, modelHost } = settings;
    const modelId = settings.modelId || DEMO_MODEL_ID;
    const modelName = findModel(modelId).name;
    become({ type: 'loading', modelName, progress: { stage: 'download', files: [], paused: false } });
    const pageBase = new URL('./', pageUrl).href;
    const wishes = { ...(dtype && { dtype }), ...(framePixels && { framePixels }), ...(modelHost && { modelHost }) };
    const loaded = await vision.load({ modelId, device, pageBase, ...wishes }, (progress) => {
      // Progress comes by another port than the end.
      if (engine.type === 'loading') become({ type: 'loading', modelName, progress });
    });
    if (loaded.type === 'ready') {
      become(loaded);
      const how = `(${loaded.dtype}) loaded on ${loaded.device}, ${loaded.deviceName}`;
      log('info', `[Worker] ${loaded.modelName} ${how}, in ${(loaded.loadMs / 1000).toFixed(1)} s`);
      const speed = saySpeed(loaded.selfTest);
      const seconds = `${loaded.selfTest.secondsPerFrame.toFixed(1)} s per frame`;
      log('info', `[Worker] Self-test passed, ${[seconds, ...(speed ? [speed] : [])].join(', ')}`);
    } else if (loaded.reason === 'interrupted') {
      become({ type: 'none' });
      log('info', `[Worker] Loading ${modelName} was ended. What has arrived stays: press Start or Work to go on.`);
    } else {
      become({ type: 'failed', problem: { reason: loaded.reason, message: loaded.message } });
      log('error', `[Worker] ${loaded.message}`);
    }
  }

  return {
    get engine() {
      return engine;
    },
    async load() {
      if (engine.type === 'ready') return;
      if (engine.type !== 'loading') going = begin();
      await going;
    },
  };
}
