/** Holds one answer to its schema, token by token. */
export interface Constraint {
  /**
   * Which tokens may come next, and which behind each token of a draft, none of which is accepted by this. Ends before the
   * first token of the draft that may not come, or that stops the answer. Nothing else is to be called before it resolves.
   */
  masksAlong(draft: readonly number[]): Promise<MaskRows>;
  /** The text that comes next whatever the model says: empty where there is a choice. */
  forced(): string;
  /** Takes note of the token that was chosen; it must be one that may come. */
  accept(id: number): void;
  /** The answer is complete and nothing may follow but a stop token. */
  readonly done: boolean;
  /**
   * The next token on a short way to a complete answer: closes strings, lists and objects, and fills in what is required.
   * Undefined when the answer is complete. Bounded: repeated with `accept`, it ends.
   */
  closing(): number | undefined;
  dispose(): void;
}

/** Special tokens other than a stop token never may come; a stop token may exactly where the answer is complete. */
export interface MaskRows {
  /**
   * Rows of the vocabulary's length in bits, one behind the other, fit to be written to a buffer at once: bit `id & 31` of word
   * `id >> 5` is 1 where token `id` may come. Valid until the next call.
   */
  readonly masks: Int32Array;
  /** One more than there are tokens of the draft that may come. */
  readonly rows: number;
}
