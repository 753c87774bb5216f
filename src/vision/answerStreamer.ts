import { BaseStreamer, type PreTrainedTokenizer } from '@huggingface/transformers';

/** Collects the answer as transformers.js generates it; the prompt, which comes first, is skipped. */
export class AnswerStreamer extends BaseStreamer {
  readonly ids: bigint[] = [];
  text = '';
  /** On the clock of `performance.now`. */
  firstTokenAtMs = 0;
  #sawPrompt = false;

  constructor(
    private readonly tokenizer: PreTrainedTokenizer,
    private readonly onText: (text: string) => void,
  ) {
    super();
  }

  override put(value: bigint[][]): void {
    if (!this.#sawPrompt) {
      this.#sawPrompt = true;
      return;
    }
    if (this.ids.length === 0) this.firstTokenAtMs = performance.now();
    this.ids.push(...(value[0] ?? []));
    // Decoded whole each time: a character of several bytes may be spread over tokens.
    const text = this.tokenizer.decode(this.ids, { skip_special_tokens: true });
    if (text !== this.text) this.onText(text);
    this.text = text;
  }

  override end(): void {}
}
