// Qwen-VL through transformers.js: its sessions, tokenizer, chat template and generate loop. Patches, grids and pad tokens
// are ours, as its processor rounds sizes unlike Python's and knows neither several images nor video.
import {
  AutoImageProcessor,
  AutoModelForImageTextToText,
  AutoTokenizer,
  env,
  InterruptableStoppingCriteria,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  Tensor,
} from '@huggingface/transformers';
import ortFactoryUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import ortWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import { AnswerStreamer } from './answerStreamer.ts';
import type { Device, FileProgress } from './api.ts';
import { progressOfFiles } from './fileProgress.ts';
import type { Dtype, Model } from './models.ts';
import { PATCH_LENGTH, type PackedFrames } from './packFrames.ts';
import { expandImageSlots, type Message } from './prompt.ts';
import { type Processing, readProcessing } from './readProcessing.ts';

export interface Generated {
  readonly text: string;
  readonly promptTokens: number;
  readonly tokens: number;
  /** From the call to the first token. */
  readonly firstTokenMs: number;
}

export interface GenerateOptions {
  readonly message: Message;
  readonly packed: PackedFrames;
  readonly maxTokens: number;
  /** The text so far, after each token. */
  readonly onText: (text: string) => void;
  readonly signal: AbortSignal;
}

/** A loaded model. */
export interface QwenVl {
  readonly processing: Processing;
  /** Resolves, with what the browser says of it, when the GPU device is lost; never on wasm. */
  readonly lost: Promise<string>;
  generate(options: GenerateOptions): Promise<Generated>;
}

/**
 * Fetches (or takes from the cache) and loads a model.
 * @param pageBase absolute URL of the page's folder, where models of `origin: 'page'` are
 */
export async function loadQwenVl(
  model: Model,
  device: Device,
  dtype: Dtype,
  pageBase: string,
  onProgress: (files: readonly FileProgress[]) => void,
): Promise<QwenVl> {
  configure(model, pageBase);
  const options = { revision: model.revision, progress_callback: progressOfFiles(onProgress) };
  const [tokenizer, loaded, imageProcessor, videoConfig] = await Promise.all([
    AutoTokenizer.from_pretrained(model.id, options),
    AutoModelForImageTextToText.from_pretrained(model.id, { ...options, device, dtype }),
    AutoImageProcessor.from_pretrained(model.id, options),
    fetchVideoConfig(model),
  ]);
  return {
    processing: readProcessing(imageProcessor.config, videoConfig),
    lost: device === 'webgpu' ? deviceLost() : new Promise<string>(() => {}),
    generate: (generation) => generate(tokenizer, loaded, generation),
  };
}

/** transformers.js is configured through globals; a vision thread loads one model in its life. */
function configure(model: Model, pageBase: string): void {
  // A model beside the page is fetched like one of the Hub, from another host: transformers.js's own way for local models
  // fetches each file twice, once whole to learn its size.
  env.allowRemoteModels = true;
  if (model.origin === 'page') {
    env.remoteHost = pageBase;
    env.remotePathTemplate = '{model}/';
  }
  // Keys of the cache hold no revision for models beside the page, so that each build of them has a cache of its own.
  env.cacheKey = `models-${model.origin === 'page' ? model.revision : 'hub'}`;
  env.useWasmCache = false;
  const { wasm } = env.backends.onnx;
  if (!wasm) throw new Error('transformers.js came without ONNX Runtime');
  wasm.wasmPaths = {
    mjs: new URL(ortFactoryUrl, import.meta.url).href,
    wasm: new URL(ortWasmUrl, import.meta.url).href,
  };
  // More threads need cross-origin isolation, which static hosting cannot give.
  wasm.numThreads = 1;
}

/** ONNX Runtime made the device when it made the first session. */
async function deviceLost(): Promise<string> {
  const device = (await env.backends.onnx.webgpu?.device) as GPUDevice | undefined;
  if (!device) return new Promise<string>(() => {});
  const { reason, message } = await device.lost;
  return message || reason;
}

/** transformers.js does not know this file; older models do not have it. Undefined then. */
async function fetchVideoConfig(model: Model): Promise<unknown> {
  const folder =
    env.remoteHost + env.remotePathTemplate.replace('{model}', model.id).replace('{revision}', model.revision);
  const url = `${folder}video_preprocessor_config.json`;
  const cache = await caches.open(env.cacheKey);
  let response = await cache.match(url);
  if (!response) {
    response = await fetch(url);
    if (response.ok) await cache.put(url, response.clone());
  }
  return response.ok ? response.json().catch(() => undefined) : undefined;
}

async function generate(
  tokenizer: PreTrainedTokenizer,
  model: PreTrainedModel,
  { message, packed, maxTokens, onText, signal }: GenerateOptions,
): Promise<Generated> {
  const startMs = performance.now();
  const chat = tokenizer.apply_chat_template([message], { tokenize: false, add_generation_prompt: true });
  const text = expandImageSlots(chat as string, packed.tokens);
  const inputs = tokenizer(text, { add_special_tokens: false }) as { input_ids: Tensor; attention_mask: Tensor };
  const streamer = new AnswerStreamer(tokenizer, onText);
  const stop = new InterruptableStoppingCriteria();
  const interrupt = () => stop.interrupt();
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    await model.generate({
      ...inputs,
      pixel_values: new Tensor('float32', packed.pixelValues, [packed.pixelValues.length / PATCH_LENGTH, PATCH_LENGTH]),
      image_grid_thw: new Tensor('int64', BigInt64Array.from(packed.grid.flat(), BigInt), [packed.grid.length, 3]),
      max_new_tokens: maxTokens,
      // The real models' generation_config.json samples; a worker's answers are to be the same each time.
      do_sample: false,
      streamer,
      stopping_criteria: stop,
      // The types list neither the inputs of single models nor streamers other than TextStreamer; the code takes both.
    } as unknown as Parameters<PreTrainedModel['generate']>[0]);
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
  return {
    text: streamer.text,
    promptTokens: inputs.input_ids.dims.at(-1) ?? 0,
    tokens: streamer.ids.length,
    firstTokenMs: streamer.firstTokenAtMs - startMs,
  };
}
