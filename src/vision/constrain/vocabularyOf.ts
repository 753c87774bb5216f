/** The slice of transformers.js's tokenizer that is used. */
interface TokenizerVocabulary {
  readonly _tokenizer: { get_vocab(withAddedTokens: boolean): ReadonlyMap<string, number> };
}

/**
 * The tokens that text is made of, by id, in the byte-level alphabet of `tokenizer.json`. Added tokens (`<|im_end|>`,
 * `<think>`, …) are left out, as are the ids between: what is not in here never comes in a constrained answer.
 */
export function vocabularyOf({ _tokenizer }: TokenizerVocabulary): (string | undefined)[] {
  const vocabulary: (string | undefined)[] = [];
  for (const [token, id] of _tokenizer.get_vocab(false)) vocabulary[id] = token;
  return vocabulary;
}
