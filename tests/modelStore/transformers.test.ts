// transformers.js itself over the store: what it asks for is there, and it asks nobody else.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AutoConfig, AutoTokenizer, env } from '@huggingface/transformers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createModelStore, type ModelStore } from '../../src/storage/modelStore/createModelStore.ts';
import { createHold } from '../../src/storage/modelStore/hold.ts';
import { createMemoryArea } from '../../src/storage/modelStore/memoryArea.ts';
import { modelFiles } from '../../src/storage/modelStore/modelFiles.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';
import { COMMIT, type Hub, startHub } from '../support/hub/hub.ts';
import { folderFiles } from '../support/hub/hubFile.ts';

const DEMO = join(import.meta.dirname, '../../public/demo-model');
const MODEL = 'owner/demo';
const DTYPES = { embed_tokens: 'fp32', vision_encoder: 'fp32', decoder_model_merged: 'fp32' };

let hub: Hub;
let store: ModelStore;
let isOnline = true;

beforeAll(async () => {
  hub = await startHub({ models: { [MODEL]: folderFiles(DEMO) }, largeBytes: 1_000_000 });
  store = createModelStore({
    area: createMemoryArea(),
    fetch: (url, init) => (isOnline ? fetch(url, init) : Promise.reject(new TypeError(`offline: ${url}`))),
    clock: createFakeClock(),
    random: () => 0,
    locks: undefined,
    ownOrigin: 'http://page.example',
  });
  env.allowLocalModels = false;
  env.useFSCache = false;
  env.remoteHost = `${hub.url}/`;
  // The revision stands in the template: transformers.js 4.3.1 forgets it when it looks whether there is a tokenizer.
  env.remotePathTemplate = `{model}/resolve/${COMMIT}/`;
  env.fetch = store.fetch;
});
afterAll(() => hub.close());

test('V4: after the first load transformers.js finds everything in the store, and no network is needed', async () => {
  const stored = await store.fetchModel({
    modelId: MODEL,
    revision: COMMIT,
    baseUrl: hub.baseUrl(MODEL),
    filesOf: (config) => modelFiles(config, DTYPES),
    hold: createHold(),
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  expect(stored).toEqual({ type: 'stored' });
  isOnline = false;
  const [tokenizer, config] = await Promise.all([
    AutoTokenizer.from_pretrained(MODEL),
    AutoConfig.from_pretrained(MODEL),
  ]);
  expect(tokenizer.encode('a red car').length).toBeGreaterThan(0);
  expect(config.model_type).toBe('qwen3_vl');
  const graph = await store.fetch(`${hub.baseUrl(MODEL)}onnx/decoder_model_merged.onnx`);
  const onDisk = readFileSync(join(DEMO, 'onnx/decoder_model_merged.onnx'));
  expect(Buffer.from(await graph.arrayBuffer()).equals(onDisk)).toBe(true);
});
