// The product's own loading, processor and generate loop, on prompts that no job can bring: texts around and between images,
// system messages, raw tokens out.
import { expose } from 'comlink';
import { createHold } from '../../../src/storage/modelStore/hold.ts';
import { openModelStore } from '../../../src/storage/modelStore/openModelStore.ts';
import type { Device } from '../../../src/vision/api.ts';
import { isFailure } from '../../../src/vision/failure.ts';
import { generate } from '../../../src/vision/generation/generate.ts';
import { loadParts } from '../../../src/vision/loadModel.ts';
import type { Dtype, Model } from '../../../src/vision/models.ts';
import { prepare } from '../../../src/vision/processor/processor.ts';
import { modelOf, processorOf, type QwenVlParts } from '../../../src/vision/qwenVl.ts';
import type { ProcessorCase } from '../../support/processorCases.ts';
import { ANY_SIZE, messagesOf } from '../../support/referenceMessages.ts';

export interface DoorLoad {
  readonly id: string;
  /** Beside the page in a folder of that name, or on a hub. */
  readonly pageBase?: string;
  readonly modelHost?: string;
  readonly device: Device;
  readonly dtype: Dtype;
}

let parts: QwenVlParts | undefined;

const api = {
  /** @returns what went wrong, for a person; nothing where it is loaded */
  async load({ id, pageBase, modelHost, device, dtype }: DoorLoad): Promise<string | undefined> {
    const store = await openModelStore();
    const dtypes = { embed_tokens: dtype, vision_encoder: dtype, decoder_model_merged: dtype };
    const model: Model = {
      id,
      name: id,
      origin: pageBase === undefined ? 'hub' : 'page',
      revision: 'main',
      withF16: { dtype: dtypes },
      withoutF16: { dtype: dtypes },
      tasks: 'all',
    };
    const loaded = await loadParts(store, {
      model,
      device,
      dtype: dtypes,
      pageBase: pageBase ?? '',
      ...(modelHost !== undefined && { modelHost }),
      hold: createHold(),
      signal: new AbortController().signal,
      onProgress: () => {},
    });
    if (isFailure(loaded)) return loaded.message;
    parts = loaded;
    return undefined;
  },

  /** @returns the greedy tokens of a case's answer */
  async answer(asked: Pick<ProcessorCase, 'messages' | 'media'>, maxTokens: number): Promise<readonly number[]> {
    if (!parts) throw new Error('nothing is loaded');
    const prompt = prepare(messagesOf(asked), processorOf(parts), ANY_SIZE);
    const { ids } = await generate(modelOf(parts), prompt, {
      limits: { maxTokens, maxMs: Number.POSITIVE_INFINITY },
      signal: new AbortController().signal,
      onToken: () => {},
      now: () => 0,
    });
    return ids;
  },
};

export type DoorApi = typeof api;
expose(api);
