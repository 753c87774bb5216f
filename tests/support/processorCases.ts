// What Hugging Face's processors and models make of given pictures and texts: tests/reference/processor, written by
// tools/reference (its README explains every field). Frames are not stored; drawPicture draws them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { drawPicture } from './picture.ts';

const REFERENCE = join(import.meta.dirname, '../reference');

/** The folder that holds each model's files, as transformers.js fetches them. */
export const MODEL_FOLDERS = {
  tiny: join(REFERENCE, 'tiny-model'),
  demo: join(import.meta.dirname, '../../public/demo-model'),
} as const;

const size = v.pipe(v.array(v.number()), v.length(2));
const grid = v.pipe(v.array(v.number()), v.length(3));
/** A token id, or [id, how often in a row]. */
const idRuns = v.array(v.union([v.number(), v.tuple([v.number(), v.number()])]));

const positionsSchema = v.object({
  /** Of the int32 array [3, length], little-endian. */
  sha256: v.string(),
  /** The first and the last 16 columns of it (all, if there are fewer): three rows. */
  first: v.array(v.array(v.number())),
  last: v.array(v.array(v.number())),
  ropeDelta: v.number(),
});

const messagesSchema = v.array(
  v.object({
    role: v.picklist(['system', 'user', 'assistant']),
    content: v.array(
      v.variant('type', [
        v.object({ type: v.literal('text'), text: v.string() }),
        /** `media` is the index in the case's `media`. */
        v.object({ type: v.literal('image'), media: v.number() }),
        v.object({ type: v.literal('video'), media: v.number() }),
      ]),
    ),
  }),
);

const sizeFields = {
  /** [width, height] before resizing, and as Hugging Face chose. */
  original: size,
  resized: size,
  /** [t, h, w] in patches. */
  grid,
};

const drawnFields = {
  seed: v.number(),
  /** Of the RGB bytes of all frames, at the resized size. */
  framesSha256: v.string(),
  pixels: v.object({
    /** Of this medium's pixel values in patch layout, turned back into bytes: round((value * std + mean) * 255). */
    sha256: v.string(),
    /** Samples: the index into this medium's flat pixel values, and the value there. */
    at: v.array(v.number()),
    values: v.array(v.number()),
  }),
};

const mediaFields = { ...sizeFields, ...drawnFields };

const mediumSchema = v.variant('type', [
  v.object({ type: v.literal('image'), ...mediaFields }),
  /** One time a frame. */
  v.object({ type: v.literal('video'), ...mediaFields, timesMs: v.array(v.number()) }),
]);

const caseSchema = v.object({
  name: v.string(),
  model: v.picklist(['tiny', 'demo']),
  /** Whether a video stands between one more <|vision_start|> and <|vision_end|>, as transformers has it from 5.10 on. */
  videoWrapped: v.boolean(),
  messages: messagesSchema,
  media: v.array(mediumSchema),
  inputIds: idRuns,
  positions: positionsSchema,
  /** Of the first step. */
  logits: v.object({
    ids: v.array(v.number()),
    values: v.array(v.number()),
    /** The five best: [id, logit]. */
    top: v.array(v.tuple([v.number(), v.number()])),
    /** The best one's lead over the next. */
    margin: v.number(),
  }),
  answer: v.object({
    /** Greedy, without the end token. */
    ids: v.array(v.number()),
    ended: v.boolean(),
    text: v.string(),
    maxTokens: v.number(),
    /** The smallest lead of a best logit over the next, in all steps. */
    margin: v.number(),
  }),
});

const positionFields = { ...sizeFields, ...v.partial(v.object(drawnFields)).entries };

const positionCaseSchema = v.object({
  name: v.string(),
  family: v.picklist(['qwen2-vl', 'qwen2.5-vl', 'qwen3-vl', 'qwen3.5']),
  /** What the published models say; merge and temporal patch size are 2. Pixels: least and most. */
  processing: v.object({
    patchSize: v.number(),
    imagePixels: size,
    /** Of one frame (qwen2-vl, qwen2.5-vl), or of all frames together. */
    videoPixels: size,
    mean: v.array(v.number()),
    std: v.array(v.number()),
    tokensPerSecond: v.optional(v.number()),
  }),
  messages: messagesSchema,
  media: v.array(
    v.variant('type', [
      v.object({ type: v.literal('image'), ...positionFields }),
      v.object({
        type: v.literal('video'),
        ...positionFields,
        timesMs: v.array(v.number()),
        /** qwen2.5-vl: a float32. */
        secondsPerGrid: v.optional(v.number()),
      }),
    ]),
  ),
  /** Of the demo model's tokenizer. */
  inputIds: idRuns,
  positions: positionsSchema,
  /** Where it differs: transformers up to 4.57 began the text behind a long video later. */
  positionsUpTo4: v.optional(positionsSchema),
});

const resizingCaseSchema = v.object({
  name: v.string(),
  seed: v.number(),
  original: size,
  resized: size,
  /** Of RGB bytes. */
  originalSha256: v.string(),
  sha256: v.string(),
  at: v.array(v.number()),
  bytes: v.array(v.number()),
  /** How far torch's antialiased bicubic is from PIL's, in bytes. */
  torchMeanDifference: v.number(),
  torchMaxDifference: v.number(),
});

export type ProcessorCase = v.InferOutput<typeof caseSchema>;
export type Medium = ProcessorCase['media'][number];

function read<Schema extends v.GenericSchema>(file: string, schema: Schema): v.InferOutput<Schema>[] {
  return v.parse(v.array(schema), JSON.parse(readFileSync(join(REFERENCE, 'processor', file), 'utf8')));
}

/** Prompts with answers. */
export const PROCESSOR_CASES = read('cases.json', caseSchema);

/**
 * Those that we write as well: a video without a second pair of marks around all of it, as the models were trained
 * (tools/reference/README.md).
 */
export const REFERENCE_PROMPTS = PROCESSOR_CASES.filter(({ videoWrapped }) => !videoWrapped);
/** Ids, grids and positions of four families at the published budgets, without a model. */
export const POSITION_CASES = read('positions.json', positionCaseSchema);
/** Pictures resized by PIL's bicubic. */
export const RESIZING_CASES = read('resizing.json', resizingCaseSchema);

/** Token ids, written out. */
export function expandIds(runs: v.InferOutput<typeof idRuns>): number[] {
  return runs.flatMap((run) => (typeof run === 'number' ? [run] : new Array<number>(run[1]).fill(run[0])));
}

/** The frames of a medium at its resized size: RGB bytes, row by row. */
export function drawFrames(
  medium: Pick<Medium, 'resized' | 'seed'> & { readonly timesMs?: readonly number[] },
): Uint8Array[] {
  const [width = 0, height = 0] = medium.resized;
  const count = medium.timesMs?.length ?? 1;
  return Array.from({ length: count }, (_, frame) => drawPicture(medium.seed, frame, width, height));
}
