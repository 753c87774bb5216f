// The limits that a person sets, in real Chromium: hours that are not open yet, and power as this machine has it.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from 'vitest';
import { closeAfterEach } from '../support/closeAfterEach.ts';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { launchRawChrome } from '../support/rawChrome.ts';
import { openPage, openStage, startButton } from './stage.ts';

const keep = closeAfterEach();

const WORK = '/?mode=work&device=wasm';
/** A page that a program drives is told nothing of power. */
const AS_VISITOR = '&visitor=1';
const HOUR_MS = 3_600_000;

/** The time of day in so many hours. */
const clockIn = (hours: number): string => new Date(Date.now() + hours * HOUR_MS).toTimeString().slice(0, 5);

/** As a person would, who ends with Done. */
async function changeLimits(page: Page): Promise<Locator> {
  const limits = page.getByRole('region', { name: 'Limits' });
  await limits.getByRole('button', { name: 'Change' }).click();
  return limits;
}

async function setHours(page: Page, from: string, to: string): Promise<void> {
  const limits = await changeLimits(page);
  await limits.getByLabel('Only at certain hours').check();
  await limits.getByLabel('From').fill(from);
  await limits.getByLabel('To', { exact: true }).fill(to);
  await limits.getByRole('button', { name: 'Done' }).click();
}

test('G20 G21: closed hours take no job and name the reason; the connection stays, and work goes on when they are open', async () => {
  const browser = await keep(launchTestBrowser());
  const stage = await keep(openStage({ cameras: 1, intervalMs: 2000 }));
  const { page, errors } = await openPage(browser, stage.url + WORK);
  await setHours(page, clockIn(2), clockIn(3));
  await startButton(page).click();

  await page.locator('#state', { hasText: /Paused until .*by your schedule/ }).waitFor();
  await page.getByText('[Worker] No job is taken until').first().waitFor({ state: 'attached' });
  const offered = stage.witness.of('job-offered').length;
  await stage.witness.until(() => stage.witness.of('job-offered').length >= offered + 2);
  expect(stage.witness.of('job-claimed')).toEqual([]);

  // That they open by themselves as well is shown where time can be turned: src/worker/createWorkerLimits.test.ts.
  await setHours(page, clockIn(-2), clockIn(2));
  await stage.witness.until(() => stage.witness.of('job-completed').length >= 1);
  await page.getByText('[Worker] Jobs are taken again').first().waitFor({ state: 'attached' });
  expect(await page.locator('#state').textContent()).not.toContain('schedule');
  expect(stage.witness.of('worker-joined')).toHaveLength(1);
  expect(stage.witness.of('worker-left')).toEqual([]);
  expect(errors).toEqual([]);
});

test('G22: on battery it takes no job and says so, and one click lets it work this time', async () => {
  const browser = await keep(launchTestBrowser());
  const stage = await keep(openStage({ cameras: 1, intervalMs: 1000 }));
  const page = await browser.newPage();
  // A laptop that nobody has plugged in.
  await page.addInitScript(() => {
    const battery = Object.assign(new EventTarget(), { charging: false, level: 0.8 });
    Object.assign(navigator, { getBattery: async () => battery });
  });
  await page.goto(`${stage.url}${WORK}${AS_VISITOR}`);
  await startButton(page).click();
  await page.locator('#state', { hasText: 'Paused: on battery. Plug in, or allow battery in Limits.' }).waitFor();
  expect(stage.witness.of('job-offered').length).toBeGreaterThan(0);
  expect(stage.witness.of('job-claimed')).toEqual([]);
  await page.getByRole('button', { name: 'Work on battery this time' }).click();
  await stage.witness.until(() => stage.witness.of('job-completed').length >= 1);
});

test('G23: while somebody uses the computer it takes no job, and takes one when they are gone', async () => {
  const browser = await keep(launchTestBrowser());
  const stage = await keep(openStage({ cameras: 1, intervalMs: 1000 }));
  const page = await browser.newPage();
  // Headless Chrome has nobody who could allow it to look.
  await page.addInitScript(() => {
    class IdleDetector extends EventTarget {
      static requestPermission = async () => 'granted';
      userState = 'active';
      screenState = 'unlocked';
      async start() {
        Object.assign(window, { detector: this });
      }
    }
    const query = async () => Object.assign(new EventTarget(), { state: 'granted' });
    Object.assign(window, { IdleDetector });
    Object.assign(navigator.permissions, { query });
  });
  await page.goto(`${stage.url}${WORK}${AS_VISITOR}`);
  const limits = await changeLimits(page);
  await limits.getByLabel('Only when nobody uses this computer').check();
  await startButton(page).click();
  await page.locator('#state', { hasText: 'Paused while this computer is in use.' }).waitFor();
  expect(stage.witness.of('job-claimed')).toEqual([]);
  await page.evaluate(() => {
    const { detector } = window as unknown as { detector: EventTarget & { userState: string } };
    detector.userState = 'idle';
    detector.dispatchEvent(new Event('change'));
  });
  await stage.witness.until(() => stage.witness.of('job-completed').length >= 1);
});

test('G24: with a share of the GPU’s time it rests after a job, and says for how long', async () => {
  const browser = await keep(launchTestBrowser());
  const stage = await keep(openStage({ cameras: 1, intervalMs: 500 }));
  const { page } = await openPage(browser, stage.url + WORK);
  const limits = await changeLimits(page);
  await limits.getByLabel('Leave the GPU some rest').check();
  await limits.getByLabel('Most of the GPU’s time, percent').fill('10');
  await startButton(page).click();
  await page.locator('#state', { hasText: /^Resting for .* your limit is 10 % of the GPU’s time\.$/ }).waitFor();
  const done = stage.witness.of('job-completed').length;
  await stage.witness.until(() => stage.witness.of('job-completed').length > done);
});

test('G26: a page that nobody looks at tells of a trouble by a notification', async () => {
  const browser = await keep(launchTestBrowser());
  const stage = await keep(openStage({ cameras: 1, intervalMs: 1000 }));
  const page = await browser.newPage();
  await page.context().grantPermissions(['notifications']);
  await page.addInitScript(() => {
    const shown: string[] = [];
    const { Notification } = window;
    class Witnessed extends Notification {
      constructor(title: string, options: NotificationOptions) {
        super(title, options);
        shown.push(`${title}: ${options.body}`);
      }
    }
    Object.assign(window, { Notification: Witnessed, shown });
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
  });
  const missing = `&model=nobody/nothing&modelHost=${encodeURIComponent(stage.url)}`;
  await page.goto(`${stage.url}${WORK}${AS_VISITOR}${missing}`);
  const limits = await changeLimits(page);
  await limits.getByLabel('Tell me when something is wrong').check();
  await startButton(page).click();
  const shown = () => page.evaluate(() => (window as unknown as { shown: readonly string[] }).shown);
  await expect.poll(shown, { timeout: 30_000 }).toHaveLength(1);
  expect((await shown())[0]).toMatch(/^The camera worker has stopped: ./);
});

test('G22: in Chrome itself, a machine without a battery is on mains and works', async () => {
  const chrome = await keep(launchRawChrome());
  const stage = await keep(openStage({ cameras: 1, intervalMs: 1000 }));
  const tab = await chrome.open(stage.url + WORK + AS_VISITOR);
  await tab.until("document.querySelector('button.primary')");
  await tab.evaluate("document.querySelector('button.primary').click()");
  await stage.witness.until(() => stage.witness.of('job-completed').length >= 1);
  // Chrome told of the power: else the limit would have no effect.
  expect(await tab.evaluate("document.querySelector('.limits-lines').textContent")).toBe('Powermains only');
});
