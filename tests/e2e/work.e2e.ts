// The main job, end to end: relay, page, demo model on WebGPU (SwiftShader), and the results back at the relay.
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CompletedJob } from '../../relay/events.ts';
import type { JobResult } from '../../src/protocol/result.ts';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { countFound } from './accuracy.ts';
import { openPage, openStage, startButton } from './stage.ts';

const JOBS = 12;
/** The model's card promises 95 % of captions and 90 % of objects; so few jobs may fall below by chance of their seed. */
const MIN_CAPTIONS = 10;
const MIN_OBJECTS_SHARE = 0.85;

let browser: Browser;
beforeAll(async () => {
  browser = await launchTestBrowser();
});
afterAll(() => browser.close());

// The results as the seed's readers would find them in the relay.
const resultOf = (event: CompletedJob) => event.result as unknown as JobResult;

describe('a page that works', () => {
  test('W2 W4 R3 R5: every one of 12 jobs is completed exactly once on WebGPU, and the answers are true', {
    timeout: 600_000,
  }, async () => {
    const stage = await openStage({ cameras: 3, intervalMs: 500, count: JOBS, seed: 7 });
    const { page, errors, close } = await openPage(browser, `${stage.url}/?mode=work&device=webgpu`);
    await startButton(page).click();
    await stage.witness.until(() => stage.witness.of('job-completed').length >= JOBS);

    const completed = stage.witness.of('job-completed');
    expect(new Set(completed.map(({ job }) => job.id)).size).toBe(JOBS);
    expect(stage.witness.of('job-failed')).toEqual([]);
    expect(completed.every((event) => resultOf(event).device === 'webgpu')).toBe(true);

    let captions = 0;
    let found = 0;
    let total = 0;
    for (const event of completed) {
      const truth = stage.relay.truthOf(event.job.id);
      if (!truth) throw new Error(`the relay forgot what job ${event.job.id} showed`);
      if (resultOf(event).description === truth.captions[0]) captions++;
      const objects = countFound(truth, 0, resultOf(event).objects);
      found += objects.found;
      total += objects.total;
    }
    console.log(`captions exact ${captions} of ${JOBS}; objects found ${found} of ${total}`);
    expect(captions).toBeGreaterThanOrEqual(MIN_CAPTIONS);
    expect(found / total).toBeGreaterThanOrEqual(MIN_OBJECTS_SHARE);

    // The page tells the same story.
    await page
      .getByText(resultOf(completed.at(-1) as CompletedJob).description)
      .first()
      .waitFor();
    expect(errors).toEqual([]);
    await close();
    await stage.close();
  });

  test('K1 K5 K10 K12: a camera that asks for a count gets one, and what the demo model cannot do is not claimed', async () => {
    const asks = {
      'front-door': { task: 'count', labels: ['car', 'zebra'] },
      yard: { task: 'alert', prompt: 'somebody climbs over the fence' },
    };
    const stage = await openStage({ cameras: 2, intervalMs: 300, count: 6, seed: 7, asks });
    const { page, errors, close } = await openPage(browser, `${stage.url}/?mode=work&device=wasm`);
    await startButton(page).click();
    await stage.witness.until(() => stage.witness.of('job-completed').length >= 3);

    for (const { job, result } of stage.witness.of('job-completed')) {
      const cars = (stage.relay.truthOf(job.id)?.captions[0] ?? '').match(/\bcar\b/g)?.length ?? 0;
      expect(result).toMatchObject({
        task: 'count',
        counts: [
          { label: 'car', count: cars },
          { label: 'zebra', count: 0 },
        ],
      });
    }
    await page
      .getByText(/The model cannot do .*alert/)
      .first()
      .waitFor({ state: 'attached' });
    expect(stage.witness.of('job-claimed').every(({ job }) => job.service_id === 'front-door')).toBe(true);
    expect(errors).toEqual([]);
    await close();
    await stage.close();
  });

  test('W1 G1: in observe mode every job is logged and none is claimed, and no model is fetched', async () => {
    const stage = await openStage({ cameras: 2, intervalMs: 200, count: 6 });
    const { page, close } = await openPage(browser, stage.url);
    const modelRequests: string[] = [];
    page.context().on('request', (request) => {
      if (request.url().includes('.onnx')) modelRequests.push(request.url());
    });
    await startButton(page).click();
    await stage.witness.until(() => stage.witness.of('job-offered').length >= 6);
    const last = stage.witness.of('job-offered').at(-1);
    await page.getByText(`Job ID:       ${last?.job.id}`).first().waitFor({ state: 'attached' });

    expect(stage.witness.of('job-claimed')).toEqual([]);
    expect(modelRequests).toEqual([]);
    await close();
    await stage.close();
  });
});
