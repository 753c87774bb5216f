// One model, opened by the stock library, and what each side makes of it: stock `generate`, and our processor and generator
// over the same sessions.
import {
  AutoModelForImageTextToText,
  AutoProcessor,
  AutoTokenizer,
  env,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  type Processor,
} from '@huggingface/transformers';
import ortFactoryUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import ortWasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import * as v from 'valibot';
import { isFailure } from '../../../src/vision/failure.ts';
import { createGenerator, type Generator } from '../../../src/vision/generation/generator.ts';
import type { Levers } from '../../../src/vision/generation/levers.ts';
import type { Model } from '../../../src/vision/generation/model.ts';
import { groupsAttention } from '../../../src/vision/groupsAttention.ts';
import { readFamily } from '../../../src/vision/processor/family.ts';
import type { ProcessorModel } from '../../../src/vision/processor/processor.ts';
import { readProcessing } from '../../../src/vision/processor/readProcessing.ts';
import { modelOf, packerOf, processorOf } from '../../../src/vision/qwenVl.ts';
import { sessionsOf } from '../../../src/vision/transformersSessions.ts';

/** The stock library's side. */
export interface Stock {
  readonly model: PreTrainedModel;
  readonly processor: Processor;
  readonly tokenizer: PreTrainedTokenizer;
}

/** Our side. */
export interface Ours {
  readonly model: Model;
  readonly processor: ProcessorModel;
  readonly generator: Generator;
}

export interface BenchModel {
  readonly stock: Stock;
  readonly device: GPUDevice;
  ours(levers: Levers): Ours;
}

const modelsUrl = () => new URL('../models/', location.href);

const configSchema = v.object({ text_config: v.object({ vocab_size: v.number() }) });

/** @param id the name of the model's folder */
export async function openModel(id: string): Promise<BenchModel> {
  configureLibrary();
  const [model, files] = await Promise.all([
    AutoModelForImageTextToText.from_pretrained(id, { device: 'webgpu', dtype: 'fp32' }),
    openFiles(id),
  ]);
  const { tokenizer, stockProcessor, family, processing, vocabularySize } = files;
  const sessions = await sessionsOf(model, 'webgpu');
  const device = sessions.gpu?.device;
  if (!device) throw new Error('the model runs on no GPU');
  const ourModel = modelOf({
    sessions,
    family,
    groupsAttention: await groupsAttention(await fetch(new URL(`${id}/onnx/decoder_model_merged.onnx`, modelsUrl()))),
    // An answer is as long as it is asked to be: both sides go on at a stop token.
    stopIds: [],
    vocabularySize,
  });
  return {
    stock: { model, processor: stockProcessor, tokenizer },
    device,
    ours: (levers) => ({
      model: ourModel,
      processor: processorOf(
        { tokenizer, chatTemplate: undefined, family, processing },
        packerOf({ processing, sessions }, levers),
      ),
      generator: createGenerator(ourModel, levers),
    }),
  };
}

/** What is read of a model without its weights. */
export async function openFiles(id: string) {
  const json = async (file: string): Promise<unknown> => (await fetch(new URL(`${id}/${file}`, modelsUrl()))).json();
  const [stockProcessor, tokenizer, config, image, video] = await Promise.all([
    AutoProcessor.from_pretrained(id),
    AutoTokenizer.from_pretrained(id),
    json('config.json'),
    json('preprocessor_config.json'),
    json('video_preprocessor_config.json'),
  ]);
  const family = readFamily(config);
  if (isFailure(family)) throw new Error(family.message);
  return {
    stockProcessor,
    tokenizer,
    family,
    processing: readProcessing(family, image, video),
    vocabularySize: v.parse(configSchema, config).text_config.vocab_size,
  };
}

export function configureLibrary(): void {
  env.remoteHost = modelsUrl().href;
  env.remotePathTemplate = '{model}/';
  env.useBrowserCache = false;
  env.useWasmCache = false;
  const { wasm } = env.backends.onnx;
  if (!wasm) throw new Error('transformers.js came without ONNX Runtime');
  wasm.wasmPaths = {
    mjs: new URL(ortFactoryUrl, import.meta.url).href,
    wasm: new URL(ortWasmUrl, import.meta.url).href,
  };
  wasm.numThreads = 1;
}
