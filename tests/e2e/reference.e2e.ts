// The demo model in the browser says what PyTorch says, through the whole of the product: a relay hands the reference
// frames out, and its results are compared. The same arithmetic on WebGPU: vision.e2e.ts.
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobResult } from '../../src/protocol/result.ts';
import { DEMO_PROMPTS } from '../../src/vision/tasks/demoTasks.ts';
import { parseBoxes } from '../../src/vision/tasks/parseBoxes.ts';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { createReferenceCamera, REFERENCE_CASES } from './referenceCases.ts';
import { openPage, openStage, startButton } from './stage.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchTestBrowser();
});
afterAll(() => browser.close());

test('V2: the reference cases ask what the product asks', () => {
  for (const { kind, prompt } of REFERENCE_CASES) expect(prompt).toBe(DEMO_PROMPTS[kind]);
});

test.each(['wasm'])(
  'V2: greedy text equals PyTorch’s on every reference case, on %s',
  { timeout: 600_000 },
  async (device) => {
    const count = REFERENCE_CASES.length;
    const stage = await openStage({ cameras: [createReferenceCamera()], intervalMs: 20, count });
    const { page, close } = await openPage(browser, `${stage.url}/?mode=work&device=${device}`);
    await startButton(page).click();
    await stage.witness.until(() => stage.witness.of('job-completed').length >= count);

    const answers = stage.witness.of('job-completed').map((event) => {
      // The result as a reader of the relay would find it.
      const result = event.result as unknown as JobResult;
      return [stage.relay.truthOf(event.job.id)?.captions[0], result] as const;
    });
    const results = new Map(answers);
    for (const { name, kind, expected } of REFERENCE_CASES) {
      const result = results.get(name);
      expect(result?.device).toBe(device);
      if (kind === 'detect') {
        expect([name, result?.objects.map(({ label, bbox }) => ({ label, bbox }))]).toEqual([
          name,
          parseBoxes(expected),
        ]);
      } else expect([name, result?.description]).toEqual([name, expected]);
    }
    await close();
    await stage.close();
  },
);
