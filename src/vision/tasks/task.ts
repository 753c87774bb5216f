import type { Ask, Finding, TaskName } from '../ask.ts';

/** A JSON schema of the kinds that a task's answer may have; `additionalProperties` is always false, all keys are required. */
export type JsonSchema =
  | {
      readonly type: 'object';
      readonly properties: { readonly [key: string]: JsonSchema };
      readonly required: readonly string[];
      readonly additionalProperties: false;
    }
  | { readonly type: 'array'; readonly items: JsonSchema; readonly minItems?: number; readonly maxItems?: number }
  | { readonly type: 'string'; readonly enum?: readonly string[] }
  | { readonly type: 'integer'; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: 'boolean' };

export type FindingOf<Name extends TaskName> = Extract<Finding, { readonly task: Name }>;

/** One thing that the model can be asked. Pure: words in, words out. */
export interface Task<F extends Finding = Finding> {
  readonly name: F['task'];
  /** What the model is asked, in words: the same for each job of a camera, so that what is kept of it serves again. */
  prompt(ask: Ask): string;
  /** What is known only now; it follows the frames. */
  context?(ask: Ask): string;
  /** The model learned it with the frames before the words. */
  readonly framesFirst?: true;
  /** What the answer is held to; undefined: plain text. */
  schema(ask: Ask): JsonSchema | undefined;
  /** What the answer says; undefined where it says nothing that can be used. */
  parse(answer: string, ask: Ask): F | undefined;
  readonly maxTokens: number;
  /** An answer that was cut is none: its end, which was written without the model, would be what matters. */
  readonly wholeOnly?: true;
}

/** The tasks that a model can do. */
export type TaskSet = { readonly [Name in TaskName]?: Task };
