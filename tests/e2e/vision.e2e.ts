// Processor and generate loop in a real browser, on prompts of every kind, against what Hugging Face's models answer.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepare } from '../../src/vision/processor/processor.ts';
import type { ContractOptions } from '../support/contractModels/families.ts';
import { allOf } from '../support/contractModels/nodeSessions.ts';
import { writeContractModel } from '../support/contractModels/writeContractModel.ts';
import { startHub } from '../support/hub/hub.ts';
import { bytesFile } from '../support/hub/hubFile.ts';
import { MODEL_FOLDERS, REFERENCE_PROMPTS } from '../support/processorCases.ts';
import { ANY_SIZE, messagesOf } from '../support/referenceMessages.ts';
import { CONTRACT_PROMPTS, type Prompt } from '../vision/contractPrompts.ts';
import { openNodeModel } from '../vision/nodeModel.ts';
import { callDoor, openDoor } from '../vision/openDoor.ts';

/** All 60 cases on a software GPU take four minutes. */
const ALL_CASES = process.env['REFERENCE_CASES'] === 'all';
const CONTRACT_TOKENS = 3;
/** A software GPU takes its time for each; the others run in Node, tests/vision. */
const SLOW_PROMPTS = ['two images of different size'];

let door: Awaited<ReturnType<typeof openDoor>>;
beforeAll(async () => {
  door = await openDoor(MODEL_FOLDERS);
});
afterAll(() => door.close());

test.each([
  ['tiny', 'wasm', 1],
  ['demo', 'wasm', 1],
  ['tiny', 'webgpu', 8],
  ['demo', 'webgpu', 9],
] as const)(
  'V2: greedy tokens of %s on %s are those of Hugging Face, in each of so many cases: %i',
  { timeout: 600_000 },
  async (model, device, eachOf) => {
    const cases = REFERENCE_PROMPTS.filter((one) => one.model === model);
    const page = await door.load({ id: model, pageBase: door.server.url, device, dtype: 'fp32' });
    for (const { name, messages, media, answer } of cases.filter((_, i) => ALL_CASES || i % eachOf === 0)) {
      const ids = await callDoor(page, 'answer', [{ messages, media }, answer.maxTokens]);
      expect([name, ids]).toEqual([name, answer.ids]);
    }
    await page.close();
  },
);

test.each([
  ['qwen2_vl', {}, 'wasm'],
  ['qwen2_5_vl', {}, 'wasm'],
  ['qwen3_5', {}, 'webgpu'],
  ['qwen3_vl', { layers: 8, dtype: 'q4' }, 'webgpu'],
] as const)(
  'M1 V12: transformers.js loads %s %o from a hub, and on %s it answers as in Node',
  { timeout: 300_000 },
  async (family, options: ContractOptions, device) => {
    const files = writeContractModel(family, options);
    const dtype = options.dtype ?? 'fp32';
    const { processor, generator } = await openNodeModel(files, allOf(dtype));
    const hub = await startHub({
      models: {
        'owner/model': Object.fromEntries([...files].map(([path, bytes]) => [path, bytesFile(Buffer.from(bytes))])),
      },
    });
    const page = await door.load({ id: 'owner/model', modelHost: hub.url, device, dtype });
    for (const name of device === 'wasm' ? Object.keys(CONTRACT_PROMPTS) : SLOW_PROMPTS) {
      const asked = CONTRACT_PROMPTS[name] as Prompt;
      const { ids } = await generator.generate(prepare(messagesOf(asked), processor, ANY_SIZE), {
        limits: { maxTokens: CONTRACT_TOKENS, maxMs: Number.POSITIVE_INFINITY },
        signal: new AbortController().signal,
        onToken: () => {},
        now: () => 0,
      });
      expect([name, await callDoor(page, 'answer', [asked, CONTRACT_TOKENS])]).toEqual([name, ids]);
    }
    await page.close();
    await hub.close();
  },
);
