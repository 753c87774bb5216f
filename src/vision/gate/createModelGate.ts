// The gate with its facts gathered: the GPU is asked once, storage each time, as downloads and removals change it.
import type { GpuFacts } from '../../platform/gpuProbe.ts';
import type { Device, DeviceChoice, Dtype } from '../api.ts';
import type { Model } from '../models.ts';
import { inspectModel, recommend, type StoredPart, type Verdict } from './inspectModel.ts';

export interface GateQuestion {
  readonly modelId: string;
  readonly device: DeviceChoice;
  readonly dtype?: Dtype;
  readonly stored?: StoredPart;
  /** What the model took here before, on each device. */
  readonly secondsPerFrame?: { readonly [D in Device]?: number };
}

export interface GateAnswer extends Verdict {
  /** The best that this computer can run, where that is another model. */
  readonly recommended?: Model;
}

export interface ModelGatePorts {
  readonly probe: () => Promise<GpuFacts>;
  /** `navigator.storage.estimate()`; undefined where the browser offers none. */
  readonly estimate: () => Promise<StorageEstimate | undefined>;
  readonly models: readonly Model[];
  readonly findModel: (id: string) => Model;
}

export interface ModelGate {
  inspect(question: GateQuestion): Promise<GateAnswer>;
}

export function createModelGate({ probe, estimate, models, findModel }: ModelGatePorts): ModelGate {
  let probed: Promise<GpuFacts> | undefined;
  return {
    async inspect({ modelId, device, ...rest }) {
      probed ??= probe();
      // Some browsers refuse the estimate to some pages; nothing is known then.
      const [gpu, storage] = await Promise.all([probed, estimate().catch(() => undefined)]);
      const { quota, usage } = storage ?? {};
      const verdict = inspectModel(findModel(modelId), {
        gpu,
        choice: device,
        ...rest,
        ...(quota !== undefined && { storage: { quotaBytes: quota, usageBytes: usage ?? 0 } }),
      });
      const best = recommend(models, gpu);
      return { ...verdict, ...(best && best.id !== modelId && { recommended: best }) };
    },
  };
}
