// Models of exactly the real ones' contract, with weights from a seed: what cannot be downloaded in a test is tested as far as
// it goes. The files are those that transformers.js fetches of a repository.
import { readFileSync } from 'node:fs';
import { decoderGraph } from './decoderGraph.ts';
import { type ContractOptions, contractOf, type FamilyName } from './families.ts';
import { DTYPE_SUFFIX, type ModelFiles } from './nodeSessions.ts';
import type { GraphOptions } from './onnxGraph.ts';
import { repositoryFiles, type TokenizerFiles } from './repositoryFiles.ts';
import { embedGraph, visionGraph } from './rowGraphs.ts';

const GRAPHS = { embed_tokens: embedGraph, vision_encoder: visionGraph, decoder_model_merged: decoderGraph };
/** Its tokenizer is small, and has the special tokens of the real ones. */
const TOKENIZER_OF = new URL('../../../public/demo-model/', import.meta.url);

export function writeContractModel(family: FamilyName, options: ContractOptions = {}): ModelFiles {
  const tokenizer = readTokenizer();
  const contract = contractOf(family, options, tokenizer.vocabulary);
  const isQ4 = contract.dtype.startsWith('q4');
  const files = new Map<string, Uint8Array>();
  const dataFiles: string[] = [];
  for (const [name, write] of Object.entries(GRAPHS)) {
    const file = `${name}${DTYPE_SUFFIX[contract.dtype]}.onnx`;
    const graphOptions: GraphOptions = { bits: isQ4 ? 4 : 32, dataFile: isQ4 ? `${file}_data` : undefined };
    const { graph, data } = write(contract, graphOptions);
    files.set(`onnx/${file}`, graph);
    if (!data) continue;
    files.set(`onnx/${file}_data`, data);
    dataFiles.push(`${file}_data`);
  }
  for (const [file, value] of Object.entries(repositoryFiles(contract, tokenizer, dataFiles))) {
    files.set(file, new TextEncoder().encode(JSON.stringify(value, null, 2)));
  }
  return files;
}

interface TokenizerJson {
  readonly added_tokens: readonly { readonly id: number; readonly content: string }[];
  readonly model: { readonly vocab: Readonly<Record<string, number>> };
}

function readTokenizer(): TokenizerFiles & { readonly vocabulary: number } {
  const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, TOKENIZER_OF), 'utf8'));
  const tokenizer = read('tokenizer.json') as TokenizerJson;
  const tokenizerConfig = read('tokenizer_config.json') as Record<string, unknown>;
  const ids = tokenizer.added_tokens.map(({ id }) => id);
  return {
    tokenizer,
    tokenizerConfig,
    vocabulary: Math.max(...ids, ...Object.values(tokenizer.model.vocab)) + 1,
    idOf: (token) => {
      const found = tokenizer.added_tokens.find(({ content }) => content === token);
      if (!found) throw new Error(`the demo model's tokenizer has no ${token}`);
      return found.id;
    },
  };
}
