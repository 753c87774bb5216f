// One model's generation, with what it keeps between prompts: caches of prefixes, features of frames, buffers on the GPU.
import type { PackedImage } from '../processor/packFrames.ts';
import { disposeCaches } from './caches.ts';
import type { Decoder } from './decoder.ts';
import { type Generated, type GenerateOptions, generate } from './generate.ts';
import { createHeapDecoder, createHeapEncoder, type KeptCaches } from './heapDecoder.ts';
import type { Levers } from './levers.ts';
import type { Model, ModelGpu, Prompt } from './model.ts';
import { createPrefixes } from './prefixes.ts';
import { createResidentCaches, type SavedCaches } from './resident/caches.ts';
import { createImageEncoder } from './resident/encodeImage.ts';
import { createResidentDecoder } from './resident/residentDecoder.ts';
import { createRows } from './resident/rows.ts';
import { writesInPlace } from './resident/writesInPlace.ts';
import { createRunQueue, type RunQueue } from './runQueue.ts';
import { tensorInfo } from './session.ts';
import { createSight, type Sight } from './sight.ts';

export interface Generator {
  /** One after another, as they come. */
  generate(prompt: Prompt, options: GenerateOptions): Promise<Generated>;
  /** Runs the vision encoder over images that a prompt will soon bring; their features are kept for it. */
  seeAhead(images: readonly PackedImage[]): Promise<void>;
  /** Frees what it holds on the GPU. */
  dispose(): void;
}

/** A decoder, and what sees for it. */
interface Core {
  readonly decoder: Decoder;
  readonly sight: Pick<Sight<unknown>, 'see' | 'dispose'>;
  dispose(): void;
}

export function createGenerator(model: Model, levers: Levers): Generator {
  const run = createRunQueue();
  const answers = createRunQueue();
  const { gpu } = model;
  const isResident = levers.resident && gpu && fitsTogether(model);
  const core = isResident ? residentCore(model, gpu, levers, run) : Promise.resolve(heapCore(model, levers, run));
  return {
    generate: (prompt, options) => answers(async () => generate((await core).decoder, model, prompt, options)),
    async seeAhead(images) {
      const { sight } = await core;
      await Promise.all(images.map((image) => sight.see(image)));
    },
    dispose: () => void core.then(({ dispose }) => dispose()),
  };
}

/** Rows of tokens and images are joined by copying, and so must be of one type. */
function fitsTogether({ sessions }: Model): boolean {
  const { embed_tokens, vision_encoder, decoder_model_merged } = sessions;
  const row = tensorInfo(embed_tokens.outputMetadata, 'inputs_embeds').type;
  const image = tensorInfo(vision_encoder.outputMetadata, 'image_features').type;
  return row === image && row === tensorInfo(decoder_model_merged.inputMetadata, 'inputs_embeds').type;
}

function heapCore(model: Model, levers: Levers, run: RunQueue): Core {
  const sight = createSight(createHeapEncoder(model, run), () => {});
  const prefixes = levers.keptPrefix ? createPrefixes<KeptCaches>(({ caches }) => disposeCaches(caches)) : undefined;
  const decoder = createHeapDecoder({ model, run, sight, prefixes });
  return { decoder, sight, dispose: () => prefixes?.dispose() };
}

async function residentCore(model: Model, gpu: ModelGpu, levers: Levers, run: RunQueue): Promise<Core> {
  const encoder = createImageEncoder(model, gpu, run);
  const sight = createSight(encoder.encode, (features) => features.destroy());
  const caches = (inPlace: boolean) =>
    createResidentCaches(
      gpu,
      model.sessions.decoder_model_merged,
      (type, dims) => emptyTensor(model, type, dims),
      inPlace,
    );
  const open = (inPlace: boolean, keepsPrefix: boolean) =>
    createResidentDecoder({
      model,
      gpu,
      run,
      rows: createRows(model, gpu, run),
      caches: caches(inPlace),
      sight,
      prefixes: keepsPrefix ? createPrefixes<SavedCaches>((saved) => saved.dispose()) : undefined,
      readEvery: levers.readEvery,
    });
  const inPlace = levers.inPlaceCaches && model.groupsAttention && (await writesInPlace((place) => open(place, false)));
  const decoder = open(inPlace, levers.keptPrefix);
  return {
    decoder,
    sight,
    dispose() {
      decoder.dispose();
      sight.dispose();
      encoder.dispose();
    },
  };
}

const EMPTY = { float32: Float32Array, float16: Uint16Array, int64: BigInt64Array };

const emptyTensor = ({ makeTensor }: Model, type: keyof typeof EMPTY, dims: readonly number[]) =>
  makeTensor(type, new EMPTY[type](0), dims);
