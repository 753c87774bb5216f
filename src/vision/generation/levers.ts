import type { ModelGpu } from './model.ts';

// What makes generation fast. Each can be switched off by itself, so that the bench shows what each gives.
export interface Levers {
  /** Rows, logits and tokens stay on the GPU: of a token only its number comes back. */
  readonly resident: boolean;
  /** Keys and values stay where they are from step to step, where the graph can write them in place. */
  readonly inPlaceCaches: boolean;
  /** What stands before the first frame of a prompt is fed once, and its caches are kept for the next prompts. */
  readonly keptPrefix: boolean;
  /** How many steps run before their tokens are read, in answers that are held to nothing. */
  readonly readEvery: number;
  /** Tokens that will probably come are fed several at once, and verified. */
  readonly drafts: boolean;
  /** Frames are resized and packed on the GPU. */
  readonly packOnGpu: boolean;
  /** The next job's frames are looked at between the steps of the job before. */
  readonly lookAhead: boolean;
}

/** On a GPU that is a program, the processor packs faster. */
export const leversFor = (gpu: ModelGpu | undefined): Levers => ({
  ...ALL_LEVERS,
  packOnGpu: gpu !== undefined && !gpu.device.adapterInfo?.isFallbackAdapter,
});

export const ALL_LEVERS: Levers = {
  resident: true,
  inPlaceCaches: true,
  keptPrefix: true,
  readEvery: 4,
  drafts: true,
  packOnGpu: true,
  lookAhead: true,
};
