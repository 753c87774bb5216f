// Opens a model's sessions in Node, on ONNX Runtime's wasm backend: no browser and no GPU, the same files and the same names.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { env, InferenceSession, Tensor } from 'onnxruntime-web';
import type { Dtype } from '../../../src/vision/api.ts';
import type { MakeTensor, Sessions } from '../../../src/vision/generation/session.ts';
import type { Dtypes } from '../../../src/vision/models.ts';

/** A repository's files by their paths in it. */
export type ModelFiles = ReadonlyMap<string, Uint8Array>;

/** What a dtype adds to a file's name, as transformers.js fetches it. */
export const DTYPE_SUFFIX: Readonly<Record<Dtype, string>> = { fp32: '', fp16: '_fp16', q4: '_q4', q4f16: '_q4f16' };

/** The same dtype for each session. */
export const allOf = (dtype: Dtype): Dtypes => ({
  embed_tokens: dtype,
  vision_encoder: dtype,
  decoder_model_merged: dtype,
});

/** The files of a model on disk, such as `public/demo-model`. */
export async function readModelFolder(folder: string): Promise<ModelFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = async (path: string) => [path.slice(join(folder, '/').length), await readFile(path)] as const;
  return new Map(await Promise.all(paths.map(read)));
}

export async function openSessionsInNode(files: ModelFiles, dtypes: Dtypes): Promise<Sessions> {
  // Threads would need workers of their own, and these models are small.
  env.wasm.numThreads = 1;
  const open = (name: keyof Dtypes) => openSession(files, `${name}${DTYPE_SUFFIX[dtypes[name]]}.onnx`);
  return {
    embed_tokens: await open('embed_tokens'),
    vision_encoder: await open('vision_encoder'),
    decoder_model_merged: await open('decoder_model_merged'),
  };
}

export const makeNodeTensor: MakeTensor = (type, data, dims) => new Tensor(type, data, dims);

function openSession(files: ModelFiles, file: string): Promise<InferenceSession> {
  const graph = files.get(`onnx/${file}`);
  if (!graph) throw new Error(`the model has no onnx/${file}`);
  const externalData = [...files]
    .filter(([path]) => path.startsWith(`onnx/${file}_data`))
    .map(([path, data]) => ({ path: path.slice('onnx/'.length), data }));
  return InferenceSession.create(graph, { executionProviders: ['wasm'], externalData });
}
