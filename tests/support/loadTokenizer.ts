import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PreTrainedTokenizer } from '@huggingface/transformers';

/** The tokenizer, with its chat template, of a model's folder, as transformers.js makes it in the browser. */
export function loadTokenizer(folder: string): PreTrainedTokenizer {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return new PreTrainedTokenizer(read('tokenizer.json'), read('tokenizer_config.json'));
}
