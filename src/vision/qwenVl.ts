// A loaded Qwen-VL: its processor, its generate loop and its constraints, behind the few calls that a look needs.
// transformers.js made the sessions and the tokenizer (loadModel.ts).
import type { PreTrainedTokenizer } from '@huggingface/transformers';
import type { Constraint } from './constrain/constraint.ts';
import { type Constrainer, createConstrainer } from './constrain/createConstrainer.ts';
import { vocabularyOf } from './constrain/vocabularyOf.ts';
import { type Generated, type GenerateOptions, generate, type Model } from './generation/generate.ts';
import { budgetFor } from './processor/budgetFor.ts';
import type { Family } from './processor/family.ts';
import type { Pixels, Size } from './processor/pixels.ts';
import { framesThenPrompt, type PreparedPrompt, type ProcessorModel, prepare } from './processor/processor.ts';
import type { Processing } from './processor/readProcessing.ts';
import type { JsonSchema } from './tasks/task.ts';

export interface AnswerOptions extends Pick<GenerateOptions, 'limits' | 'signal' | 'onToken'> {
  /** What the answer is held to; undefined: plain text. */
  readonly schema: JsonSchema | undefined;
}

export interface QwenVl {
  /** Resolves, with what the browser says of it, when the GPU device is lost; never on wasm. */
  readonly lost: Promise<string>;
  /**
   * Frames, in the order of time, and then what is asked of them.
   * @throws RangeError where a frame is too narrow for the model
   */
  prepare(prompt: string, frames: readonly Pixels[], frameTimesSeconds: readonly number[]): PreparedPrompt;
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
  readonly sessions: Pick<Model, 'sessions' | 'makeTensor'>;
  readonly stopIds: readonly number[];
  /** Width of the logits. */
  readonly vocabularySize: number;
  readonly lost: Promise<string>;
}

export function createQwenVl(parts: QwenVlParts): QwenVl {
  const { tokenizer, family, stopIds } = parts;
  const processor = processorOf(parts);
  const model = modelOf(parts);
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
    prepare(prompt, frames, frameTimesSeconds) {
      const seenAs = isVideo(frames) ? { frameTimesSeconds } : 'images';
      const budgets = budgetFor(family, parts.processing, { frames: frames.length });
      return prepare([framesThenPrompt(frames, seenAs, prompt)], processor, budgets);
    },
    async generate(prompt, { schema, ...options }) {
      const constraint = schema && (await constrain(schema));
      try {
        return await generate(model, prompt, { ...options, constraint, now: () => performance.now() });
      } finally {
        constraint?.dispose();
      }
    },
    textOf: (ids) => tokenizer.decode([...ids], { skip_special_tokens: true }),
  };
}

/** The parts as far as the generate loop goes. */
export function modelOf({ sessions, family, stopIds }: Pick<QwenVlParts, 'sessions' | 'family' | 'stopIds'>): Model {
  return {
    ...sessions,
    gridName: family.gridName,
    isPad: (id) => id === family.tokens.image || id === family.tokens.video,
    isStop: (id) => stopIds.includes(id),
  };
}

/** The parts as far as the processor goes. */
export function processorOf({
  tokenizer,
  chatTemplate,
  family,
  processing,
}: Pick<QwenVlParts, 'tokenizer' | 'chatTemplate' | 'family' | 'processing'>): ProcessorModel {
  return {
    family,
    processing,
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

/** How far the shapes of one camera's frames may differ: a few pixels, as cameras round. */
const SAME_SHAPE = 0.02;

/** Frames of one shape are a camera's video; of several, pictures one after another. */
function isVideo(frames: readonly Size[]): boolean {
  const [first, ...others] = frames.map(({ width, height }) => width / height);
  return others.length > 0 && others.every((shape) => Math.abs(shape / (first as number) - 1) <= SAME_SHAPE);
}
