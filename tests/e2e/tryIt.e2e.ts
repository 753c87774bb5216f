// Try it, with the real demo model: sample, comparison, webcam, clip, and a trial beside the work.
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { JobResult } from '../../src/protocol/result.ts';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { type OpenedPage, openPage, openStage, startButton } from './stage.ts';

/** A picture of Chromium's own instead of a webcam, without a question; and two answers of a model on a software GPU. */
const FAKE_CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
const LOOK_MS = 120_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchTestBrowser(FAKE_CAMERA);
});
afterAll(() => browser.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function openTry({ page }: OpenedPage): Promise<string> {
  await button(page, 'Try it').click();
  const truth = await page.getByText('Truly in it:').textContent();
  return (truth ?? '').replace('Truly in it: ', '');
}

/** Looks, and reads each result as Copy JSON gives it. */
async function look({ page }: OpenedPage, name = 'Look', count = 1): Promise<JobResult[]> {
  await button(page, name).click();
  const copies = button(page, 'Copy JSON');
  await copies.nth(count - 1).waitFor({ timeout: LOOK_MS });
  await button(page, name).waitFor({ timeout: LOOK_MS });
  const results: JobResult[] = [];
  for (let i = 0; i < count; i++) {
    await copies.nth(i).click();
    await page.getByText('Copied.').nth(i).waitFor();
    results.push(JSON.parse(await page.evaluate(() => navigator.clipboard.readText())));
  }
  return results;
}

const choose = ({ page }: OpenedPage, task: string, index = 0) =>
  page.getByLabel('Task', { exact: true }).nth(index).selectOption(task);

async function open(url: string, device = 'auto'): Promise<OpenedPage> {
  const opened = await openPage(browser, url);
  const context = opened.page.context();
  await context.grantPermissions(['clipboard-read', 'clipboard-write', 'camera']);
  await opened.page.evaluate((chosen) => localStorage.setItem('device', chosen), device);
  await opened.page.reload();
  return opened;
}

test('G40 G41 G42: the sample is described and found on WebGPU as it truly is, and nothing leaves the computer', async () => {
  const stage = await openStage({ cameras: 1, intervalMs: 500 });
  const opened = await open(stage.url, 'webgpu');
  const { page, errors, close } = opened;
  const requests: string[] = [];
  page.context().on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  page.on('websocket', (socket) => requests.push(`SOCKET ${socket.url()}`));

  const truth = await openTry(opened);
  const [described] = await look(opened);
  expect(described).toMatchObject({ description: truth, task: 'describe', device: 'webgpu', model: 'demo-model' });
  await page.getByText(truth, { exact: true }).first().waitFor();

  await choose(opened, 'detect');
  const [found] = await look(opened);
  const named = truth.match(/person|car|bicycle|box|dog/g) ?? [];
  expect(found?.objects.map(({ label }) => label).sort()).toEqual([...named].sort());
  await expect.poll(() => page.locator('.try .box').count()).toBe(named.length);

  // The page's own files and the model's, and nothing that carries anything.
  const own = new RegExp(`^(GET|HEAD) (${stage.url}/(assets/|demo-model/|favicon\\.svg$|$)|blob:|data:)`);
  expect(requests.filter((request) => !own.test(request))).toEqual([]);
  expect(requests.some((request) => request.includes('/demo-model/'))).toBe(true);
  expect(errors).toEqual([]);
  await close();
  await stage.close();
});

test('G47: two questions about one picture are answered side by side', async () => {
  const stage = await openStage({ cameras: 1, intervalMs: 500 });
  const opened = await open(stage.url, 'wasm');
  const { page, errors, close } = opened;
  const truth = await openTry(opened);
  await button(page, 'Compare two questions').click();
  await choose(opened, 'describe', 0);
  await choose(opened, 'count', 1);
  const [first, second] = await look(opened, 'Look with both', 2);
  expect(first).toMatchObject({ task: 'describe', description: truth });
  expect(second).toMatchObject({ task: 'count', counts: expect.anything() });
  expect(await page.locator('.try-times').count()).toBe(2);
  expect(errors).toEqual([]);
  await close();
  await stage.close();
});

test('G41 G44: a still of the webcam is looked at, and the camera is let go with the screen', async () => {
  const stage = await openStage({ cameras: 1, intervalMs: 500 });
  const opened = await open(stage.url);
  const { page, errors, close } = opened;
  await page.evaluate(() => {
    const { mediaDevices } = navigator;
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
    const streams: MediaStream[] = [];
    Object.assign(window, { streams });
    mediaDevices.getUserMedia = async (wish) => {
      const stream = await getUserMedia(wish);
      streams.push(stream);
      return stream;
    };
  });
  const live = () =>
    page.evaluate(() => {
      const { streams } = window as unknown as { streams: readonly MediaStream[] };
      return streams.map((stream) => stream.getTracks().some(({ readyState }) => readyState === 'live'));
    });

  await openTry(opened);
  await button(page, 'Use the camera').click();
  await page.locator('.try video').waitFor();
  await expect
    .poll(() => page.locator('.try video').evaluate((video: HTMLVideoElement) => video.videoWidth))
    .not.toBe(0);
  expect(await live()).toEqual([true]);
  await button(page, 'Take picture').click();
  await page.getByAltText('The picture that is looked at').waitFor();
  expect(await live()).toEqual([false]);
  await page.getByText('synthetic scenes of the demo cameras alone').first().waitFor();
  const [result] = await look(opened);
  expect(result?.frame_sizes[0]?.[0]).toBeGreaterThan(320);

  await button(page, 'Use the camera').click();
  await page.locator('.try video').waitFor();
  await button(page, 'Close').click();
  await expect.poll(live).toEqual([false, false]);
  expect(errors).toEqual([]);
  await close();
  await stage.close();
});

test('G41: of a clip that a page recorded, which does not say its length, ten frames are told with their seconds', async () => {
  const stage = await openStage({ cameras: 1, intervalMs: 500 });
  const opened = await open(stage.url);
  const { page, errors, close } = opened;
  await openTry(opened);
  const clip = await page.evaluate(recordClip);
  const file = { name: 'clip.webm', mimeType: 'video/webm', buffer: Buffer.from(clip, 'base64') };
  await page.locator('.try input[type=file]').setInputFiles(file);
  await expect.poll(() => page.locator('.try-thumb').count()).toBe(10);
  // Evenly spread: the clip turns from red to blue.
  const colours = await page.locator('.try-thumb img').evaluateAll((images) =>
    images.map((image) => {
      const canvas = document.createElement('canvas');
      const context = canvas.getContext('2d');
      context?.drawImage(image as HTMLImageElement, 0, 0, 4, 4);
      const [red = 0, , blue = 0] = context?.getImageData(1, 1, 1, 1).data ?? [];
      return red > blue ? 'red' : 'blue';
    }),
  );
  expect([colours[0], colours.at(-1)]).toEqual(['red', 'blue']);

  await choose(opened, 'video');
  const [result] = await look(opened);
  expect(result).toMatchObject({ task: 'video', frame_count: 10 });
  expect(result?.duration_seconds).toBeGreaterThan(0.8);
  expect(result?.duration_seconds).toBeLessThan(4);
  await choose(opened, 'describe');
  const [one] = await look(opened);
  expect(one).toMatchObject({ task: 'describe', frame_count: 1 });
  await page
    .locator('.try input[type=file]')
    .setInputFiles({ ...file, name: 'broken.webm', buffer: Buffer.from('no clip') });
  await page.getByText('This clip cannot be played here.').waitFor();
  expect(errors).toEqual([]);
  await close();
  await stage.close();
});

test('G43: a trial beside the work is answered, and every job is done once', async () => {
  const stage = await openStage({ cameras: 2, intervalMs: 300, count: 6, seed: 7 });
  const opened = await open(`${stage.url}/?mode=work`);
  const { page, errors, close } = opened;
  await startButton(page).click();
  await stage.witness.until(() => stage.witness.of('job-completed').length >= 1);
  const truth = await openTry(opened);
  const [result] = await look(opened);
  expect(result?.description).toBe(truth);
  await stage.witness.until(() => stage.witness.of('job-completed').length >= 6);
  expect(new Set(stage.witness.of('job-completed').map(({ job }) => job.id)).size).toBe(6);
  expect(stage.witness.of('job-failed')).toEqual([]);
  expect(errors).toEqual([]);
  await close();
  await stage.close();
});

/** About two seconds of a canvas, as base64. */
async function recordClip(): Promise<string> {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const context = canvas.getContext('2d');
  const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm;codecs=vp8' });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise((resolve) => {
    recorder.onstop = resolve;
  });
  recorder.start(100);
  const startMs = performance.now();
  await new Promise<void>((resolve) => {
    const draw = (): void => {
      const ms = performance.now() - startMs;
      if (context) context.fillStyle = ms < 1000 ? '#d02020' : '#2020d0';
      context?.fillRect(0, 0, 320, 180);
      if (ms < 2000) requestAnimationFrame(draw);
      else resolve();
    };
    draw();
  });
  recorder.stop();
  await stopped;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
