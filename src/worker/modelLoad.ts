import { DEMO_MODEL_ID, findModel } from '../vision/models.ts';
import type { EngineState, LogLevel, WorkerSettings } from './api.ts';
import type { VisionClient } from './visionClient.ts';

export interface ModelLoadPorts {
  readonly vision: Pick<VisionClient, 'load'>;
  readonly changed: () => void;
  readonly log: (level: LogLevel, text: string) => void;
}

export interface ModelLoad {
  readonly engine: EngineState;
  /** Loads the model once; a second call while it loads, or after, does nothing. */
  load(): Promise<void>;
}

export function createModelLoad(settings: WorkerSettings, { vision, changed, log }: ModelLoadPorts): ModelLoad {
  let engine: EngineState = { type: 'none' };

  return {
    get engine() {
      return engine;
    },
    async load() {
      if (engine.type === 'loading' || engine.type === 'ready') return;
      const modelId = settings.modelId || DEMO_MODEL_ID;
      const modelName = findModel(modelId).name;
      engine = { type: 'loading', modelName, files: [] };
      changed();
      const pageBase = new URL('./', settings.pageUrl).href;
      const loaded = await vision.load({ modelId, device: settings.device, pageBase }, (files) => {
        engine = { type: 'loading', modelName, files };
        changed();
      });
      if (loaded.type === 'failed') {
        engine = { type: 'failed', problem: { reason: loaded.reason, message: loaded.message } };
        log('error', `[Worker] ${loaded.message}`);
        return;
      }
      engine = loaded;
      const how = `(${loaded.dtype}) loaded on ${loaded.device}, ${loaded.deviceName}`;
      log('info', `[Worker] ${loaded.modelName} ${how}, in ${(loaded.loadMs / 1000).toFixed(1)} s`);
    },
  };
}
