// The gate before any download: whether a model can run on this computer, on what, how much it takes, and what to expect.
// Pure: facts in, a verdict out. An obstacle comes with English words for the log and its figures for the page, which has words
// of its own.
import type { GpuFacts } from '../../platform/gpuProbe.ts';
import { saySize } from '../../platform/saySize.ts';
import type { Device, DeviceChoice, Dtype } from '../api.ts';
import type { Model, Variant } from '../models.ts';
import { deviceFor, type ProcessorReason } from './deviceFor.ts';

export interface GateFacts {
  readonly gpu: GpuFacts;
  readonly choice: DeviceChoice;
  /** Absent: what suits the device. */
  readonly dtype?: Dtype;
  /** As `navigator.storage.estimate()` has it; absent where the browser does not say. */
  readonly storage?: { readonly quotaBytes: number; readonly usageBytes: number };
  /** What has arrived of the model before. */
  readonly stored?: StoredPart;
  /** What this model took on this computer before, on each device. */
  readonly secondsPerFrame?: { readonly [D in Device]?: number };
}

export interface StoredPart {
  readonly bytes: number;
  readonly revision: string;
  /** All files of that revision are here. */
  readonly complete: boolean;
}

export type ObstacleReason = 'no-gpu' | 'no-dtype' | 'no-f16' | 'buffer-limit' | 'needs-gpu' | 'no-room';

/** Why a model cannot run here: one sentence, and one on what to do. */
export interface Obstacle {
  readonly reason: ObstacleReason;
  readonly message: string;
  readonly remedy: string;
  /** What is too much, of a buffer or of the disk, and what there is. */
  readonly needsBytes?: number;
  readonly givesBytes?: number;
}

/** What a frame will take. */
export type Expectation =
  | { readonly type: 'measured'; readonly secondsPerFrame: number }
  /** A large model without a real GPU. */
  | { readonly type: 'minutes' }
  | { readonly type: 'unknown' };

export interface Verdict {
  readonly modelId: string;
  readonly device: Device;
  /** The adapter as the browser names it, or why there is none. */
  readonly deviceName: string;
  /** No real GPU does the work. */
  readonly slow: boolean;
  /** Where the processor does the work. */
  readonly processorReason?: ProcessorReason;
  /** What the model comes in, and which of it `auto` takes here. */
  readonly dtypes: readonly Dtype[];
  readonly autoDtype: Dtype;
  readonly variant: Variant;
  /** Absent: nothing is known that speaks against it. */
  readonly obstacle?: Obstacle;
  /** Of the whole model; absent where it is not known. */
  readonly downloadBytes?: number;
  readonly storedBytes: number;
  /** On the device; absent where it is not known. */
  readonly memoryBytes?: number;
  /** Absent where the browser does not say. */
  readonly freeBytes?: number;
  readonly expectation: Expectation;
}

/** From here on a model is of the real ones. */
const LARGE_MODEL_BYTES = 300_000_000;

export function inspectModel(model: Model, facts: GateFacts): Verdict {
  const chosen = deviceFor(facts.choice, facts.gpu);
  const auto = chosen?.hasF16 ? model.withF16 : model.withoutF16;
  const variants = [model.withF16, model.withoutF16];
  const wanted = variants.find((one) => dtypeOf(one) === facts.dtype);
  const variant = wanted ?? auto;
  const { memoryBytes } = variant;
  const { downloadBytes, storedBytes } = downloadOf(model, variant, facts.stored);
  const freeBytes = facts.storage && Math.max(0, facts.storage.quotaBytes - facts.storage.usageBytes);
  const slow = chosen?.slow ?? true;
  const isLarge = (memoryBytes ?? downloadBytes ?? 0) > LARGE_MODEL_BYTES;
  const obstacle = chosen
    ? (deviceObstacle(model, chosen.device, isLarge, facts) ??
      dtypeObstacle(model, wanted, facts.dtype, chosen.hasF16) ??
      roomObstacle(downloadBytes, storedBytes, freeBytes))
    : NO_GPU;
  return {
    modelId: model.id,
    device: chosen?.device ?? 'webgpu',
    deviceName: chosen?.name ?? 'no GPU',
    slow,
    ...(chosen?.why && { processorReason: chosen.why }),
    dtypes: [...new Set(variants.map(dtypeOf))],
    autoDtype: dtypeOf(auto),
    variant,
    ...(obstacle && { obstacle }),
    ...(downloadBytes !== undefined && { downloadBytes }),
    storedBytes,
    ...(memoryBytes !== undefined && { memoryBytes }),
    ...(freeBytes !== undefined && { freeBytes }),
    expectation: expectation(chosen && facts.secondsPerFrame?.[chosen.device], slow, isLarge),
  };
}

/** The best that this GPU can run: the catalogue names the better ones first. Where none fits, the demo model. */
export function recommend(models: readonly Model[], gpu: GpuFacts): Model | undefined {
  const demo = models.find(({ tasks }) => tasks === 'demo');
  if (gpu.type === 'none' || gpu.isFallbackAdapter) return demo;
  return models.find((model) => model !== demo && !inspectModel(model, { gpu, choice: 'auto' }).obstacle) ?? demo;
}

/** A model that is here whole is as large as it is, whatever the catalogue says of it. */
function downloadOf(
  { revision }: Model,
  { downloadBytes }: Variant,
  stored: StoredPart | undefined,
): { downloadBytes: number | undefined; storedBytes: number } {
  // Files of another revision are fetched anew.
  if (stored?.revision !== revision) return { downloadBytes, storedBytes: 0 };
  if (stored.complete) return { downloadBytes: stored.bytes, storedBytes: stored.bytes };
  return { downloadBytes, storedBytes: Math.min(stored.bytes, downloadBytes ?? stored.bytes) };
}

const NO_GPU: Obstacle = {
  reason: 'no-gpu',
  message: 'The GPU was chosen by name, and this browser offers none.',
  remedy: 'Choose Automatic or Processor in Settings, or open the page in Chrome with WebGPU.',
};

function deviceObstacle(model: Model, device: Device, isLarge: boolean, { gpu }: GateFacts): Obstacle | undefined {
  if (device === 'wasm') return processorObstacle(model, isLarge);
  const needs = model.needsBufferBytes;
  if (gpu.type === 'none' || needs === undefined) return undefined;
  const limit = Math.min(gpu.maxBufferSize, gpu.maxStorageBufferBindingSize);
  if (needs <= limit) return undefined;
  return {
    reason: 'buffer-limit',
    message: `${model.name} needs a GPU buffer of ${saySize(needs)}; this GPU gives ${saySize(limit)} at most.`,
    remedy: 'Choose a smaller model in Settings, or use a computer with a larger GPU.',
    needsBytes: needs,
    givesBytes: limit,
  };
}

/** What a person calls a variant by: its largest part. */
const dtypeOf = ({ dtype }: Variant): Dtype => dtype.decoder_model_merged;

function dtypeObstacle(
  { name }: Model,
  wanted: Variant | undefined,
  dtype: Dtype | undefined,
  hasF16: boolean,
): Obstacle | undefined {
  if (dtype === undefined) return undefined;
  const remedy = 'Choose Automatic under “Weights” in Settings.';
  if (!wanted) return { reason: 'no-dtype', message: `${name} does not come in ${dtype}.`, remedy };
  if (hasF16 || !/f16|fp16/.test(dtype)) return undefined;
  return { reason: 'no-f16', message: `${dtype} needs a GPU with shader-f16, and there is none here.`, remedy };
}

/**
 * The large models come in 4 bits, and the runtime that has WebGPU has no processor kernel for their embeddings
 * (GatherBlockQuantized, tests/contractModels): they would arrive and then not open.
 */
function processorObstacle({ name }: Model, isLarge: boolean): Obstacle | undefined {
  if (!isLarge) return undefined;
  return {
    reason: 'needs-gpu',
    message: `${name} needs a GPU: the processor cannot read its 4-bit weights.`,
    remedy: 'Choose the demo model, or use a computer with a GPU.',
  };
}

function roomObstacle(
  downloadBytes: number | undefined,
  storedBytes: number,
  freeBytes: number | undefined,
): Obstacle | undefined {
  if (downloadBytes === undefined || freeBytes === undefined) return undefined;
  const missing = downloadBytes - storedBytes - freeBytes;
  if (missing <= 0) return undefined;
  return {
    reason: 'no-room',
    message: `The browser has ${saySize(freeBytes)} left for this page, and ${saySize(downloadBytes - storedBytes)} are still to come.`,
    remedy: `Free ${saySize(missing)} on the disk, or remove a stored model in Settings.`,
    needsBytes: downloadBytes - storedBytes,
    givesBytes: freeBytes,
  };
}

function expectation(secondsPerFrame: number | undefined, slow: boolean, isLarge: boolean): Expectation {
  if (secondsPerFrame !== undefined) return { type: 'measured', secondsPerFrame };
  return { type: slow && isLarge ? 'minutes' : 'unknown' };
}
