// A model's files through the store, then its sessions and tokenizer through transformers.js. One vision thread loads one
// model in its life: transformers.js is configured by globals.
import { AutoModelForImageTextToText, AutoTokenizer, env } from '@huggingface/transformers';
import * as v from 'valibot';
import type { ModelStore } from '../storage/modelStore/createModelStore.ts';
import type { Hold } from '../storage/modelStore/hold.ts';
import { graphFile, modelFiles } from '../storage/modelStore/modelFiles.ts';
import type { Device, LoadProgress, LoadRequest, VisionFailure } from './api.ts';
import { failure, INTERRUPTED, isFailure, textOf } from './failure.ts';
import { groupsAttention } from './groupsAttention.ts';
import type { Dtypes, Model } from './models.ts';
import { readFamily } from './processor/family.ts';
import { readProcessing } from './processor/readProcessing.ts';
import { createQwenVl, type QwenVl, type QwenVlParts } from './qwenVl.ts';
import { runtimeFiles } from './runtimeFiles.ts';
import { sessionsOf } from './transformersSessions.ts';

export interface ModelLoad extends Pick<LoadRequest, 'pageBase' | 'modelHost' | 'framePixels'> {
  readonly model: Model;
  readonly dtype: Dtypes;
  readonly device: Device;
  readonly hold: Hold;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
}

export type LoadModel = (load: ModelLoad) => Promise<QwenVl | VisionFailure>;

const HUB = 'https://huggingface.co';

/** @param openStore called once, when a model is first loaded */
export function createLoadModel(openStore: () => Promise<ModelStore>): LoadModel {
  return async (load) => {
    const parts = await loadParts(await openStore(), load);
    return isFailure(parts) ? parts : createQwenVl(parts);
  };
}

/** What `createQwenVl` joins. */
export async function loadParts(store: ModelStore, load: ModelLoad): Promise<QwenVlParts | VisionFailure> {
  const { model, dtype, device, hold, signal, onProgress } = load;
  const baseUrl = configure(load, store);
  const stored = await store.fetchModel({
    modelId: model.id,
    revision: model.revision,
    baseUrl,
    filesOf: (config) => modelFiles(config, { ...dtype }),
    hold,
    signal,
    onProgress: (progress) => onProgress({ stage: 'download', ...progress }),
  });
  if (isFailure(stored)) return stored;
  if (signal.aborted) return INTERRUPTED;
  onProgress({ stage: 'prepare', files: [], paused: false });
  try {
    return await open(load, (path) => store.fetch(baseUrl + path));
  } catch (error) {
    return failure('model-broken', `${model.name} could not be loaded on ${device}: ${textOf(error)}`);
  }
}

/** @returns where the model's files are, with a slash at the end */
function configure({ model, pageBase, modelHost }: ModelLoad, store: ModelStore): string {
  env.allowRemoteModels = true;
  // A model beside the page is fetched like one of the Hub, from another host. The revision stands in the template and not in
  // the calls: transformers.js 4.3.1 asks for tokenizer_config.json at `main`, whatever it is told.
  env.remoteHost = model.origin === 'page' ? pageBase : `${(modelHost ?? HUB).replace(/\/+$/, '')}/`;
  env.remotePathTemplate =
    model.origin === 'page' ? '{model}/' : `{model}/resolve/${encodeURIComponent(model.revision)}/`;
  // The store keeps the files.
  env.fetch = store.fetch;
  env.useBrowserCache = false;
  env.useWasmCache = false;
  const { wasm } = env.backends.onnx;
  if (!wasm) throw new Error('transformers.js came without ONNX Runtime');
  wasm.wasmPaths = { ...runtimeFiles(WebAssembly) };
  // More threads need cross-origin isolation, which static hosting cannot give.
  wasm.numThreads = 1;
  return env.remoteHost + env.remotePathTemplate.replace('{model}', model.id);
}

type FetchFile = (path: string) => Promise<Response>;

/** What is read of the files that transformers.js does not read for us, or reads and does not show. */
const generationSchema = v.object({ eos_token_id: v.optional(v.union([v.number(), v.array(v.number())])) });
const configSchema = v.object({
  vocab_size: v.optional(v.number()),
  eos_token_id: v.optional(v.nullable(v.union([v.number(), v.array(v.number())]))),
  text_config: v.optional(
    v.object({
      vocab_size: v.optional(v.number()),
      eos_token_id: v.optional(v.nullable(v.union([v.number(), v.array(v.number())]))),
    }),
  ),
});

async function open(
  { model, dtype, device, framePixels }: ModelLoad,
  fetchFile: FetchFile,
): Promise<QwenVlParts | VisionFailure> {
  const readText = async (path: string): Promise<string | undefined> => {
    const response = await fetchFile(path);
    return response.ok ? response.text() : undefined;
  };
  const readJson = async (path: string): Promise<unknown> => {
    const text = await readText(path);
    return text === undefined ? undefined : JSON.parse(text);
  };
  const config = await readJson('config.json');
  const family = readFamily(config);
  if (isFailure(family)) return family;
  const [tokenizer, loaded, generation, image, video, chatTemplate] = await Promise.all([
    AutoTokenizer.from_pretrained(model.id),
    AutoModelForImageTextToText.from_pretrained(model.id, { device, dtype: { ...dtype } }),
    readJson('generation_config.json'),
    readJson('preprocessor_config.json'),
    readVideoConfig(readJson),
    readText('chat_template.jinja'),
  ]);
  const decoderFile = graphFile('decoder_model_merged', dtype.decoder_model_merged);
  const sessions = await sessionsOf(loaded, device);
  const { text_config: text, ...top } = v.parse(configSchema, config);
  const { eos_token_id: generationStop } = v.parse(generationSchema, generation ?? {});
  const stop = generationStop ?? text?.eos_token_id ?? top.eos_token_id ?? tokenizer.eos_token_id;
  return {
    tokenizer,
    chatTemplate,
    family,
    processing: readProcessing(family, image, video),
    framePixels,
    sessions,
    groupsAttention: await groupsAttention(await fetchFile(`onnx/${decoderFile}`)),
    stopIds: [stop ?? []].flat(),
    vocabularySize: text?.vocab_size ?? top.vocab_size ?? 0,
    lost: deviceLost(sessions.gpu?.device),
  };
}

/** In a file of its own, or, as newer repositories have it, inside another. */
async function readVideoConfig(readJson: (path: string) => Promise<unknown>): Promise<unknown> {
  const joined = v.safeParse(v.object({ video_processor: v.unknown() }), await readJson('processor_config.json'));
  return (
    (await readJson('video_preprocessor_config.json')) ?? (joined.success ? joined.output.video_processor : undefined)
  );
}

async function deviceLost(device: GPUDevice | undefined): Promise<string> {
  if (!device) return new Promise<string>(() => {});
  const { reason, message } = await device.lost;
  return message || reason;
}
