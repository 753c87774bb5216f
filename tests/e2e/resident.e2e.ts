// Generation with everything on the GPU, caches in place, on a model with grouped attention. Graphs of other kinds:
// vision.e2e.ts; each lever on and off: the bench.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepare } from '../../src/vision/processor/processor.ts';
import { allOf } from '../support/contractModels/nodeSessions.ts';
import { writeContractModel } from '../support/contractModels/writeContractModel.ts';
import { startHub } from '../support/hub/hub.ts';
import { bytesFile } from '../support/hub/hubFile.ts';
import { ANY_SIZE, messagesOf } from '../support/referenceMessages.ts';
import { CONTRACT_PROMPTS, type Prompt } from '../vision/contractPrompts.ts';
import { openNodeModel } from '../vision/nodeModel.ts';
import { callDoor, openDoor } from '../vision/openDoor.ts';

const TOKENS = 9;

let door: Awaited<ReturnType<typeof openDoor>>;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

/** One layer and few tokens: a software GPU takes its time for each. */
const MODEL = { attention: 'grouped', layers: 1 } as const;
const TEXT = CONTRACT_PROMPTS['text alone'] as Prompt;
const VIDEO = CONTRACT_PROMPTS['a video of three frames'] as Prompt;

/** Words enough before the frames to be kept. */
const WORDS_FIRST: Prompt = {
  messages: [
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Tell what can be seen here, and name the largest of all things.' },
        { type: 'video', media: 0 },
      ],
    },
  ],
  media: VIDEO.media,
};

test('V13 V16: on the GPU the answer is the processor’s: guessed, with a kept prefix, and after a run that failed', {
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
  const page = await door.load({ id: 'owner/model', modelHost: hub.url, device: 'webgpu', dtype: 'fp32' });
  const expected = await answerInNode(TEXT);
  expect(await callDoor(page, 'answer', [TEXT, TOKENS])).toEqual(expected);

  // The same answer, guessed: the prompt, the first token that has no guess, and the guess.
  await callDoor(page, 'decoderRuns', []);
  expect(await callDoor(page, 'answer', [TEXT, TOKENS, expected])).toEqual(expected);
  expect(await callDoor(page, 'decoderRuns', [])).toBeLessThan(TOKENS / 2);
  // Half of the guess is wrong.
  const wrong = expected.map((id, i) => (i % 3 === 2 ? id ^ 1 : id));
  expect(await callDoor(page, 'answer', [TEXT, TOKENS, wrong])).toEqual(expected);

  // Prefix and rest, and then the rest alone, behind caches that were copied there and back.
  const behindWords = await answerInNode(WORDS_FIRST);
  await callDoor(page, 'decoderRuns', []);
  expect(await callDoor(page, 'answer', [WORDS_FIRST, TOKENS])).toEqual(behindWords);
  const runs = await callDoor(page, 'decoderRuns', []);
  // Another prompt takes its place meanwhile.
  expect(await callDoor(page, 'answer', [TEXT, TOKENS])).toEqual(expected);
  await callDoor(page, 'decoderRuns', []);
  expect(await callDoor(page, 'answer', [WORDS_FIRST, TOKENS])).toEqual(behindWords);
  expect(await callDoor(page, 'decoderRuns', [])).toBe(runs - 1);

  await callDoor(page, 'failNextRun', []);
  await expect(callDoor(page, 'answer', [VIDEO, TOKENS])).rejects.toThrow('the run failed');
  expect(await callDoor(page, 'answer', [VIDEO, TOKENS])).toEqual(await answerInNode(VIDEO));
  await page.close();
  await hub.close();
});
