import { tidy } from './tidy.ts';

/**
 * A text of others as data in a prompt: one line, bounded, and unable to end its quotes. Everything that a Qwen tokenizer reads
 * as more than text is in angle brackets (`<|im_end|>`, `</think>`, `<2.0 seconds>`), so there are none.
 */
export function plainWords(text: string, max: number): string {
  return tidy(text, max).replaceAll('<', '‹').replaceAll('>', '›').replaceAll('"', "'");
}

export const quote = (text: string, max: number): string => `"${plainWords(text, max)}"`;
