// Generation with everything on the GPU, caches in place, on a model with grouped attention. Graphs of other kinds:
// vision.e2e.ts; each lever on and off: the bench.
import { rmSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepare } from '../../src/vision/processor/processor.ts';
import { allOf } from '../support/contractModels/nodeSessions.ts';
import { writeContractModel } from '../support/contractModels/writeContractModel.ts';
import { startHub } from '../support/hub/hub.ts';
import { bytesFile } from '../support/hub/hubFile.ts';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { ANY_SIZE, messagesOf } from '../support/referenceMessages.ts';
import { buildDoor } from '../vision/buildDoor.ts';
import { CONTRACT_PROMPTS, type Prompt } from '../vision/contractPrompts.ts';
import type { DoorApi, DoorLoad } from '../vision/door/door.worker.ts';
import { openNodeModel } from '../vision/nodeModel.ts';
import { serveStatically } from './countingServer.ts';

const TOKENS = 9;

let browser: Browser;
let folder: string;
let server: Awaited<ReturnType<typeof serveStatically>>;

beforeAll(async () => {
  folder = await buildDoor();
  server = await serveStatically(folder, '/');
  browser = await launchTestBrowser();
});
afterAll(async () => {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
});

async function open(load: DoorLoad): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(server.url);
  expect(await call(page, 'load', [load])).toBeUndefined();
  return page;
}

function call<Name extends keyof DoorApi>(page: Page, name: Name, args: Parameters<DoorApi[Name]>) {
  const text = `window.door.${name}(...${JSON.stringify(args)})`;
  return page.evaluate<Awaited<ReturnType<DoorApi[Name]>>>(text);
}

/** One layer and few tokens: a software GPU takes its time for each. */
const MODEL = { attention: 'grouped', layers: 1 } as const;
const TEXT = CONTRACT_PROMPTS['text alone'] as Prompt;
const VIDEO = CONTRACT_PROMPTS['a video of three frames'] as Prompt;

test('V13: on the GPU the answer is the processor’s, guessed or not, and also after a run that failed', {
  timeout: 300_000,
}, async () => {
  const files = writeContractModel('qwen3_vl', MODEL);
  const { processor, generator } = await openNodeModel(files, allOf('fp32'));
  const answerInNode = async (asked: Prompt) => {
    const { ids } = await generator.generate(prepare(messagesOf(asked), processor, ANY_SIZE), {
      limits: { maxTokens: TOKENS, maxMs: Number.POSITIVE_INFINITY },
      signal: new AbortController().signal,
      onToken: () => {},
      now: () => 0,
    });
    return ids;
  };
  const hub = await startHub({
    models: {
      'owner/model': Object.fromEntries([...files].map(([path, bytes]) => [path, bytesFile(Buffer.from(bytes))])),
    },
  });
  const page = await open({ id: 'owner/model', modelHost: hub.url, device: 'webgpu', dtype: 'fp32' });
  const expected = await answerInNode(TEXT);
  expect(await call(page, 'answer', [TEXT, TOKENS])).toEqual(expected);

  // The same answer, guessed: the prompt, the first token that has no guess, and the guess.
  await call(page, 'decoderRuns', []);
  expect(await call(page, 'answer', [TEXT, TOKENS, expected])).toEqual(expected);
  expect(await call(page, 'decoderRuns', [])).toBeLessThan(TOKENS / 2);
  // Half of the guess is wrong.
  const wrong = expected.map((id, i) => (i % 3 === 2 ? id ^ 1 : id));
  expect(await call(page, 'answer', [TEXT, TOKENS, wrong])).toEqual(expected);

  await call(page, 'failNextRun', []);
  await expect(call(page, 'answer', [VIDEO, TOKENS])).rejects.toThrow('the run failed');
  expect(await call(page, 'answer', [VIDEO, TOKENS])).toEqual(await answerInNode(VIDEO));
  await page.close();
  await hub.close();
});
