// What goes wrong in the world, with the real page: on wasm, as the device does not matter here and wasm is faster than
// an emulated GPU.
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Camera } from '../../relay/camera.ts';
import { createSyntheticCamera } from '../../relay/cameras.ts';
import type { JobResult } from '../../src/protocol/result.ts';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { openPage, openStage, startButton } from './stage.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchTestBrowser();
});
afterAll(() => browser.close());

const WORK = '/?mode=work&device=wasm';

/** A camera whose first frame breaks off in the middle of its header, and whose others are fine. */
function createBrokenCamera(broken: (frame: Buffer) => Buffer): Camera {
  const camera = createSyntheticCamera({ seed: 5, index: 0, batch: 1 });
  let shots = 0;
  return {
    serviceId: camera.serviceId,
    name: camera.name,
    async next() {
      const shot = await camera.next();
      return shots++ === 0 ? { ...shot, frames: shot.frames.map(broken) } : shot;
    },
  };
}

describe('a page in trouble', () => {
  test.each([
    ['is no picture', () => Buffer.from('not a picture'), /neither a JPEG nor a PNG/],
    ['has a good header and no pixels', (frame: Buffer) => frame.subarray(0, 700), /could not be decoded/],
  ])('W5 W6: a frame that %s fails its job with a reason, and the next job works', async (_, breakIt, reason) => {
    const stage = await openStage({ cameras: [createBrokenCamera(breakIt)], intervalMs: 300, count: 2 });
    const { page, close } = await openPage(browser, stage.url + WORK);
    await startButton(page).click();
    await stage.witness.until(
      () => stage.witness.of('job-completed').length === 1 && stage.witness.of('job-failed').some(({ final }) => final),
    );
    const failed = stage.witness.of('job-failed').at(-1);
    expect(failed?.error).toMatch(reason);
    expect(stage.witness.of('job-completed')[0]?.job.id).not.toBe(failed?.job.id);
    await page.getByText(reason).first().waitFor();
    await close();
    await stage.close();
  });

  test('S3 S6: a relay that restarts is found again, and its jobs are done', async () => {
    const first = await openStage({ cameras: 1, intervalMs: 300, count: 2 });
    const { page, close } = await openPage(browser, first.url + WORK);
    await startButton(page).click();
    await first.witness.until(() => first.witness.of('job-completed').length === 2);
    await first.close();
    await page
      .getByText(/cannot be reached|closed the connection|try in/)
      .first()
      .waitFor();

    const second = await openStage({ port: first.port, cameras: 1, intervalMs: 300, count: 2, seed: 2 });
    await second.witness.until(() => second.witness.of('job-completed').length === 2);
    await close();
    await second.close();
  });

  test('W8: Stop after this job finishes the job in hand and takes no other', async () => {
    const stage = await openStage({ cameras: 3, intervalMs: 100, count: 30 });
    const { page, close } = await openPage(browser, stage.url + WORK);
    await startButton(page).click();
    await stage.witness.until(() => stage.witness.of('job-completed').length >= 2);
    await page.getByRole('button', { name: 'Stop after this job' }).first().click();
    await stage.witness.until(() => stage.witness.of('worker-left').length === 1);

    const finished = [...stage.witness.of('job-completed'), ...stage.witness.of('job-failed')];
    expect(stage.witness.of('job-claimed').length).toBe(finished.length);
    await startButton(page).waitFor();
    await close();
    await stage.close();
  });

  test('W6 V1: a job of six frames is told as a video, with the boxes of its newest frame', async () => {
    const stage = await openStage({ cameras: 1, intervalMs: 300, count: 1, batch: 6, seed: 4 });
    const { page, close } = await openPage(browser, stage.url + WORK);
    await startButton(page).click();
    await stage.witness.until(() => stage.witness.of('job-completed').length === 1);
    const [event] = stage.witness.of('job-completed');
    // The result as a reader of the relay would find it.
    const result = event?.result as unknown as JobResult;
    expect(result.frame_count).toBe(6);
    expect(result.description).toBe(stage.relay.truthOf(event?.job.id ?? '')?.sentence);
    expect(result.detections.every(({ frame }) => frame === 5)).toBe(true);
    await close();
    await stage.close();
  });
});
