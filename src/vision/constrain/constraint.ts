/** Holds one answer to its schema, token by token. */
export interface Constraint {
  /**
   * Bit `id & 31` of word `id >> 5` is 1 where token `id` may come next. Valid until the next `accept`. Undefined: any token
   * may come. Special tokens other than a stop token never may; a stop token may come exactly where the answer is complete.
   */
  mask(): Promise<Int32Array | undefined>;
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
