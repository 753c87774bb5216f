// A loaded Qwen-VL: its processor, its generate loop and its constraints, behind the few calls that a look needs.
// transformers.js made the sessions and the tokenizer (loadModel.ts).
import type { PreTrainedTokenizer } from '@huggingface/transformers';
import type { Constraint } from './constrain/constraint.ts';
import { type Constrainer, createConstrainer } from './constrain/createConstrainer.ts';
import { vocabularyOf } from './constrain/vocabularyOf.ts';
import { createDrafter } from './generation/drafts.ts';
import type { Generated, GenerateOptions } from './generation/generate.ts';
import { createGenerator } from './generation/generator.ts';
import { type Levers, leversFor } from './generation/levers.ts';
import type { Model } from './generation/model.ts';
import { tensorInfo } from './generation/session.ts';
import { budgetFor } from './processor/budgetFor.ts';
import type { Family } from './processor/family.ts';
import { createGpuPacker } from './processor/gpuPacker/gpuPacker.ts';
import { createPacker, type Frame, type Packer, remembering, withFallback } from './processor/packer.ts';
import type { Size } from './processor/pixels.ts';
import { messageOf, type PreparedPrompt, type ProcessorModel, prepare } from './processor/processor.ts';
import type { Processing } from './processor/readProcessing.ts';
import { createRecent } from './recent.ts';
import type { JsonSchema } from './tasks/task.ts';
import type { ModelSessions } from './transformersSessions.ts';

export interface Question {
  /** Before the frames: the same for each job of a camera. */
  readonly before: string;
  /** After the frames. */
  readonly after: string;
}

export interface AnswerOptions extends Pick<GenerateOptions, 'limits' | 'signal' | 'onToken'> {
  /** What is looked at and asked, by any name: answers of one name are alike, and the last helps to guess the next. */
  readonly alike?: string | undefined;
  /** What the answer is held to; undefined: plain text. */
  readonly schema: JsonSchema | undefined;
}

export interface QwenVl {
  /** Resolves, with what the browser says of it, when the GPU device is lost; never on wasm. */
  readonly lost: Promise<string>;
  /** What the sessions run on; undefined on wasm. */
  readonly gpu: GPUDevice | undefined;
  /**
   * Frames in the order of time, and what is asked of them.
   * @throws RangeError where a frame is too narrow for the model
   */
  prepare(question: Question, frames: readonly Frame[], frameTimesSeconds: readonly number[]): PreparedPrompt;
  /** Lets the model see the frames of a prompt that comes next, and readies what its answer is held to. */
  lookAhead(prompt: PreparedPrompt, schema: JsonSchema | undefined): Promise<void>;
  generate(prompt: PreparedPrompt, options: AnswerOptions): Promise<Generated>;
  /** The answer's tokens as text. */
  textOf(ids: readonly number[]): string;
}

export interface QwenVlParts {
  readonly tokenizer: PreTrainedTokenizer;
  /** Used where the tokenizer has none. */
  readonly chatTemplate: string | undefined;
  readonly family: Family;
  readonly processing: Processing;
  /** The person's own limit on the pixels of a frame. */
  readonly framePixels?: number | undefined;
  readonly sessions: ModelSessions;
  /** Whether the decoder keeps its caches by ONNX Runtime's GroupQueryAttention. */
  readonly groupsAttention: boolean;
  readonly stopIds: readonly number[];
  /** Width of the logits. */
  readonly vocabularySize: number;
  readonly lost: Promise<string>;
}

/** Of cameras and what they are asked. */
const MAX_ANSWERS = 64;

export function createQwenVl(parts: QwenVlParts, levers: Levers = leversFor(parts.sessions.gpu)): QwenVl {
  const { tokenizer, family, stopIds } = parts;
  const processor = processorOf(parts, packerOf(parts, levers));
  const generator = createGenerator(modelOf(parts), levers);
  /** The tokens of the last answers by what they are alike. */
  const answers = createRecent<readonly number[]>(MAX_ANSWERS);
  /** Made when a schema first asks for it: its tables take time and memory. */
  let constrainer: Constrainer | undefined;

  function constrain(schema: JsonSchema): Promise<Constraint> {
    constrainer ??= createConstrainer({
      vocabulary: vocabularyOf(tokenizer),
      stopIds,
      vocabSize: parts.vocabularySize,
    });
    return constrainer.constrain(schema);
  }

  return {
    lost: parts.lost,
    gpu: parts.sessions.gpu?.device,
    prepare({ before, after }, frames, frameTimesSeconds) {
      const seenAs = isVideo(frames) ? { frameTimesSeconds } : 'images';
      const budgets = budgetFor(family, parts.processing, {
        frames: frames.length,
        framePixels: parts.framePixels,
      });
      return prepare([messageOf(before, frames, seenAs, after)], processor, budgets);
    },
    async lookAhead({ images }, schema) {
      if (!levers.lookAhead) return;
      const constraint = schema && (await constrain(schema));
      constraint?.dispose();
      await generator.seeAhead(images);
    },
    async generate(prompt, { schema, alike = '', ...options }) {
      const constraint = schema && (await constrain(schema));
      const drafter = levers.drafts
        ? createDrafter({ tokenize: processor.tokenize, previous: answers.get(alike) })
        : undefined;
      try {
        const generated = await generator.generate(prompt, {
          ...options,
          constraint,
          drafter,
          now: () => performance.now(),
        });
        // A loop would only be guessed again.
        if (alike !== '' && generated.cut !== 'loop') answers.set(alike, generated.ids.slice(0, generated.own));
        return generated;
      } finally {
        constraint?.dispose();
      }
    },
    textOf: (ids) => tokenizer.decode([...ids], { skip_special_tokens: true }),
  };
}

type ModelParts = Pick<QwenVlParts, 'sessions' | 'family' | 'groupsAttention' | 'stopIds' | 'vocabularySize'>;

/** The parts as far as the generate loop goes. */
export function modelOf({ sessions, family, groupsAttention, stopIds, vocabularySize }: ModelParts): Model {
  return {
    ...sessions,
    gridName: family.gridName,
    groupsAttention,
    vocabularySize,
    isPad: (id) => id === family.tokens.image || id === family.tokens.video,
    isStop: (id) => stopIds.includes(id),
  };
}

type ProcessorParts = Pick<QwenVlParts, 'tokenizer' | 'chatTemplate' | 'family' | 'processing'>;

/** The parts as far as the processor goes. */
export function processorOf(
  { tokenizer, chatTemplate, family, processing }: ProcessorParts,
  packer: Packer = createPacker(processing),
): ProcessorModel {
  return {
    family,
    processing,
    packer: remembering(packer),
    tokenize: (text) => tokenizer.encode(text, { add_special_tokens: false }),
    renderChat: (messages) => {
      const options = {
        tokenize: false,
        add_generation_prompt: true,
        // Qwen3.5 would think aloud first, for hundreds of tokens. The types do not know what templates know.
        enable_thinking: false,
        ...(!tokenizer.chat_template && chatTemplate !== undefined && { chat_template: chatTemplate }),
      } as const;
      // They know messages of text alone, too; the templates of Qwen-VL take lists of parts.
      type Chat = Parameters<PreTrainedTokenizer['apply_chat_template']>[0];
      return tokenizer.apply_chat_template(messages as unknown as Chat, options) as string;
    },
  };
}

/** The packer that fits the parts, on the GPU where the levers say so. */
export function packerOf(
  { processing, sessions: { sessions, gpu } }: Pick<QwenVlParts, 'processing' | 'sessions'>,
  levers: Levers,
): Packer {
  const packer = createPacker(processing);
  if (!gpu || !levers.packOnGpu || !levers.resident) return packer;
  const { type } = tensorInfo(sessions.vision_encoder.inputMetadata, 'pixel_values');
  return withFallback(createGpuPacker(gpu.device, processing, type === 'float16' ? type : 'float32'), packer);
}

/** How far the shapes of one camera's frames may differ: a few pixels, as cameras round. */
const SAME_SHAPE = 0.02;

/** Frames of one shape are a camera's video; of several, pictures one after another. */
function isVideo(frames: readonly Size[]): boolean {
  const [first, ...others] = frames.map(({ width, height }) => width / height);
  return others.length > 0 && others.every((shape) => Math.abs(shape / (first as number) - 1) <= SAME_SHAPE);
}
