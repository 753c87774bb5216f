// What was done is still there on the next visit, on a real relay, in a real Chromium with its real IndexedDB.
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { openPage, openStage, startButton } from './stage.ts';

const CAMERAS = 3;
const JOBS = 9;

let browser: Browser;
beforeAll(async () => {
  browser = await launchTestBrowser();
});
afterAll(() => browser.close());

const figures = (page: Page) => page.locator('.total dd').allTextContents();

test('G30 G32 G33: after some jobs and a reload the total and the charts are still there, and each camera has its card', async () => {
  const stage = await openStage({ cameras: CAMERAS, intervalMs: 400, count: JOBS, seed: 7 });
  const { page, errors, close } = await openPage(browser, `${stage.url}/?mode=work&device=wasm`);
  await expect.poll(() => figures(page)).toEqual(['0', '0', '0 s']);
  const drawn = () => page.locator('.chart-place canvas').count();
  expect(await drawn()).toBe(0);

  await startButton(page).click();
  await stage.witness.until(() => stage.witness.of('job-completed').length >= JOBS);
  await page.locator('.total dd', { hasText: /^9$/ }).first().waitFor();
  await page.getByText('By camera').click();
  await page
    .locator('.card')
    .nth(CAMERAS - 1)
    .waitFor();
  const cameras = new Set(stage.witness.of('job-completed').map(({ job }) => job.service_id));
  expect(await page.locator('.card').count()).toBe(cameras.size);
  const jobs = await page.locator('.card-camera').allTextContents();
  expect(jobs.reduce((sum, text) => sum + Number.parseInt(text, 10), 0)).toBe(JOBS);

  // The result on a card is the one that the relay has.
  await page.locator('.card .way summary').first().click();
  const id = await page.locator('.card .way code').first().textContent();
  expect(stage.witness.of('job-completed').map(({ job }) => job.id)).toContain(id);

  const before = await figures(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  await startButton(page).waitFor();
  await page.reload();
  await page.locator('.total dd', { hasText: /^9$/ }).first().waitFor();
  expect(await figures(page)).toEqual(before);
  await page.getByText('9 in all').waitFor();
  await page.locator('.chart-place canvas').nth(2).waitFor();
  expect(await page.getByLabel('By camera').isChecked()).toBe(true);
  expect(errors).toEqual([]);
  await close();
  await stage.close();
});
