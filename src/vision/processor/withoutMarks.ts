/** At the end as well: what follows in the prompt could complete it. */
const MARK_START = /<(?=[|/\p{L}]|$)/gu;

/**
 * `text` such that no token of it is a mark. Qwen's tokenizers read `<|im_end|>`, `<think>` or `<tool_call>` as single tokens
 * wherever they stand: a text of others could end its own message, or bring an image slot. To a person it reads the same.
 */
export function withoutMarks(text: string): string {
  return text.replace(MARK_START, '< ');
}
