// The product's own loading, processor and generate loop, on prompts that no job can bring: texts around and between images,
// system messages, raw tokens out.
import { expose } from 'comlink';
import { createHold } from '../../../src/storage/modelStore/hold.ts';
import { openModelStore } from '../../../src/storage/modelStore/openModelStore.ts';
import type { Device, Dtype } from '../../../src/vision/api.ts';
import { isFailure } from '../../../src/vision/failure.ts';
import { createDrafter } from '../../../src/vision/generation/drafts.ts';
import { createGenerator, type Generator } from '../../../src/vision/generation/generator.ts';
import { ALL_LEVERS, type Levers } from '../../../src/vision/generation/levers.ts';
import type { Session } from '../../../src/vision/generation/session.ts';
import { loadParts } from '../../../src/vision/loadModel.ts';
import type { Model } from '../../../src/vision/models.ts';
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
  readonly levers?: Partial<Levers>;
}

/**
 * ONNX Runtime's fused attention computes wrong numbers on a software GPU that offers subgroups. Hidden before it asks, they are
 * not used.
 */
function hideSubgroups(): void {
  const { get } = Object.getOwnPropertyDescriptor(GPUAdapter.prototype, 'features') ?? {};
  Object.defineProperty(GPUAdapter.prototype, 'features', {
    get(this: GPUAdapter) {
      const features = new Set(get?.call(this) as GPUSupportedFeatures);
      features.delete('subgroups');
      features.delete('subgroup-size-control');
      return features;
    },
  });
}

let parts: QwenVlParts | undefined;
let generator: Generator | undefined;
let decoderRuns = 0;

function countRuns(decoder: Session): void {
  const { run } = decoder;
  Object.assign(decoder, {
    run(...args: Parameters<Session['run']>) {
      decoderRuns += 1;
      return run.apply(decoder, args);
    },
  });
}

const api = {
  /** @returns what went wrong, for a person; nothing where it is loaded */
  async load({ id, pageBase, modelHost, device, dtype, levers }: DoorLoad): Promise<string | undefined> {
    hideSubgroups();
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
    countRuns(parts.sessions.sessions.decoder_model_merged);
    generator = createGenerator(modelOf(parts), { ...ALL_LEVERS, ...levers });
    return undefined;
  },

  /** The decoder's next run throws, as on a GPU that fails. */
  failNextRun(): void {
    const decoder = parts?.sessions.sessions.decoder_model_merged as Session;
    const { run } = decoder;
    decoder.run = async () => {
      decoder.run = run;
      throw new Error('the run failed');
    };
  },

  /** @returns how often the decoder has run since it was last asked */
  decoderRuns(): number {
    const counted = decoderRuns;
    decoderRuns = 0;
    return counted;
  },

  /** @param previous the answer that this one is guessed from; @returns the greedy tokens of a case's answer */
  async answer(
    asked: Pick<ProcessorCase, 'messages' | 'media'>,
    maxTokens: number,
    previous?: readonly number[],
  ): Promise<readonly number[]> {
    if (!parts || !generator) throw new Error('nothing is loaded');
    const prompt = prepare(messagesOf(asked), processorOf(parts), ANY_SIZE);
    const { ids } = await generator.generate(prompt, {
      limits: { maxTokens, maxMs: Number.POSITIVE_INFINITY },
      drafter: previous && createDrafter({ tokenize: () => [], previous }),
      signal: new AbortController().signal,
      onToken: () => {},
      now: () => 0,
    });
    return ids;
  },
};

export type DoorApi = typeof api;
expose(api);
