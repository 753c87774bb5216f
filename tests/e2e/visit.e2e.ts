// A page on static hosting, on another origin than its relay, visited twice.
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { serveStatically } from './countingServer.ts';
import { openPage, openStage, startButton } from './stage.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchTestBrowser();
});
afterAll(() => browser.close());

test('V4 V6 R8: the page works under any path and from another origin than the relay, and fetches its model once', async () => {
  const hosting = await serveStatically('dist', '/some/folder/');
  const stage = await openStage({ cameras: 1, intervalMs: 300 });
  const relay = encodeURIComponent(`ws://127.0.0.1:${stage.port}/connect`);
  const { page, errors, close } = await openPage(browser, `${hosting.url}?mode=work&device=wasm&relay=${relay}`);

  await startButton(page).click();
  await stage.witness.until(() => stage.witness.of('job-completed').length >= 1);
  await page.getByText(/slow/i).first().waitFor();
  const modelFiles = () => hosting.requests.filter((path) => path.includes('/demo-model/'));
  const fetchedOnce = modelFiles();
  expect(fetchedOnce.filter((path) => path.endsWith('.onnx')).length).toBe(3);

  await page.reload();
  const before = stage.witness.of('job-completed').length;
  await startButton(page).click();
  await stage.witness.until(() => stage.witness.of('job-completed').length > before);
  expect(modelFiles()).toEqual(fetchedOnce);
  expect(errors).toEqual([]);
  await close();
  await stage.close();
  hosting.close();
});
