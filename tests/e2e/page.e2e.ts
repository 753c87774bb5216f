// The page in the hand of a person: by keyboard alone, and on the smallest phone.
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { openPage, openStage } from './stage.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchTestBrowser();
});
afterAll(() => browser.close());

test('G1 G4: by keyboard alone a person starts the worker, sees what it does, and pauses it', async () => {
  const stage = await openStage({ cameras: 1, intervalMs: 200, count: 3 });
  const { page, errors, close } = await openPage(browser, stage.url);
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  const tabTo = async (name: string) => {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      if ((await focused()) === name) return;
    }
    throw new Error(`Tab does not reach ${name}`);
  };
  expect(stage.witness.of('worker-joined')).toEqual([]);
  await tabTo('Start');
  await page.keyboard.press('Enter');
  await stage.witness.until(() => stage.witness.of('worker-joined').length === 1);
  await page.getByText('JOB AVAILABLE').first().waitFor({ state: 'attached' });
  await page
    .locator('#state')
    .getByText(/^Watching/)
    .waitFor();

  expect(await focused()).toBe('Pause');
  await page.keyboard.press('Enter');
  await stage.witness.until(() => stage.witness.of('worker-left').length === 1);
  await page
    .locator('#state')
    .getByText(/^Paused/)
    .waitFor();
  expect(errors).toEqual([]);
  await close();
  await stage.close();
});

test.each([320, 390, 1360, 3840])(
  'G4: at %i px nothing scrolls sideways, before the start and at work',
  async (width) => {
    const stage = await openStage({ cameras: 1, intervalMs: 200, count: 2 });
    const { page, close } = await openPage(browser, stage.url);
    await page.setViewportSize({ width, height: 800 });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await page.getByRole('button', { name: 'Start' }).first().waitFor();
    expect(await overflow()).toBe(0);
    await page.getByRole('button', { name: 'Start' }).first().click();
    await page.getByText('JOB AVAILABLE').first().waitFor({ state: 'attached' });
    expect(await overflow()).toBe(0);
    await page.goto(`${stage.url}/relay.html`);
    await page.getByText('Front door').first().waitFor();
    expect(await overflow()).toBe(0);
    await close();
    await stage.close();
  },
);
