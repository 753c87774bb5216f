// What the generate loop knows of a model's decoder: on the heap (heapDecoder.ts) or on the GPU (resident/).
import type { MaskRows } from '../constrain/constraint.ts';
import type { Prompt } from './model.ts';

export interface Decoder {
  /** Whether several tokens can be fed at once and those that do not fit be taken back. */
  readonly verifies: boolean;
  /** Feeds a prompt, from nothing. `most`: how many tokens may follow it. */
  start(prompt: Prompt, most: number): Promise<void>;
  /** Feeds what `next` gave last, and picks what follows: one token at least. */
  next(options: NextOptions): Promise<readonly number[]>;
  /** Behind the prompt; to be asked for before `next`. */
  firstLogits(): Promise<Float32Array>;
  /** Frees what this answer took. */
  end(): void;
}

export interface NextOptions {
  /** Tokens that will probably come; those that do are given at once. Empty where the decoder cannot verify. */
  readonly draft: readonly number[];
  /** What may come next, and behind each token of the draft; absent: anything. */
  readonly masks?: MaskRows | undefined;
  /** No more tokens are wanted than this. */
  readonly most: number;
}
