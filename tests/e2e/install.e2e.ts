// The page as something that stays on a computer: without its server, with a newer build on it, and after a reload.
import { mkdtempSync, rmSync, statSync, symlinkSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PAGE_FOLDER } from '../../terminal/buildPage.ts';
import { closeAfterEach } from '../support/closeAfterEach.ts';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { launchRawChrome } from '../support/rawChrome.ts';
import { serveStatically } from './countingServer.ts';
import { openPage, openStage, type Stage, startButton } from './stage.ts';

/** A driven browser is treated as a person's. */
const VISITOR = '?visitor=1';
const WORK = `${VISITOR}&mode=work&device=wasm`;
/** All parts of the page and the relay's thread, not zipped; what shows at first is fetched twice where hosting allows no cache. */
const FIRST_VISIT_BYTES = 1_000_000;
const NEW_COMMIT = 'b0b0b0b';

let browser: Browser;
beforeAll(async () => {
  browser = await launchTestBrowser();
});
afterAll(() => browser.close());

const keep = closeAfterEach();

const openHosting = (folder = PAGE_FOLDER) => keep(serveStatically(folder, '/some/folder/'));
const relayAt = (port: number): string => `&relay=${encodeURIComponent(`ws://127.0.0.1:${port}/connect`)}`;
const openRelay = (): Promise<Stage> => keep(openStage({ cameras: 1, intervalMs: 1000 }));

/** Opens the page, and waits until it is kept. */
async function openKept(url: string): Promise<Page> {
  const { page } = await keep(openPage(browser, url));
  await page.waitForFunction('navigator.serviceWorker.controller');
  return page;
}

const pauseButton = (page: Page) => page.getByRole('button', { name: 'Pause' });
const notice = (page: Page) => page.locator('.notice');

async function untilOneMore({ witness }: Stage): Promise<void> {
  const done = witness.of('job-completed').length;
  await witness.until(() => witness.of('job-completed').length > done);
}

describe('without the page’s server', () => {
  test('G18 G50: a first visit fetches the page and no megabytes, and afterwards it opens without a network', async () => {
    const hosting = await openHosting();
    const stage = await openRelay();
    const page = await openKept(`${hosting.url}${VISITOR}${relayAt(stage.port)}`);
    const files = hosting.requests.map((path) => path.replace('/some/folder/', '') || 'index.html');
    expect(files.filter((file) => /wasm|ort-|vision|demo-model/.test(file))).toEqual([]);
    const bytes = files.reduce((sum, file) => sum + statSync(join(PAGE_FOLDER, file)).size, 0);
    expect(bytes).toBeLessThan(FIRST_VISIT_BYTES);

    hosting.close();
    await stage.close();
    await page.goto(`${hosting.url}?mode=observe${relayAt(stage.port)}`);
    await startButton(page).click();
    await page.getByRole('heading', { name: 'Check the relay and its address' }).waitFor();
    await page.goto(`${hosting.url}relay.html`);
    await page.getByRole('heading', { name: 'Relay' }).waitFor();
    // Not the page's: a path that only a server can know.
    await expect(page.goto(`${hosting.url}status`)).rejects.toThrow(/ERR_CONNECTION_REFUSED/);
  });

  test('G50 G54 V4: after a first run a tab that is reloaded goes on with its work without the page’s server', async () => {
    const hosting = await openHosting();
    const stage = await openRelay();
    const page = await openKept(`${hosting.url}${WORK}${relayAt(stage.port)}`);
    await startButton(page).click();
    await untilOneMore(stage);
    hosting.close();
    await page.reload();
    await notice(page).getByText('Back after a reload').waitFor();
    await untilOneMore(stage);
  });
});

describe('beside a relay on the same origin', () => {
  test('G51: what is the relay’s goes past the service worker', async () => {
    const stage = await openRelay();
    const page = await openKept(`${stage.url}/${VISITOR}`);
    /** By which route the browser asked for it. */
    const routeOf = (path: string, init = '{}') =>
      page.evaluate<string>(`fetch('${path}', ${init}).then(async (answer) => {
        await answer.text();
        return performance.getEntriesByName(new URL('${path}', location).href).at(-1).workerMatchedSourceType;
      })`);
    expect(await routeOf('manifest.webmanifest')).toBe('fetch-event');
    expect(await routeOf('status')).toBe('network');
    expect(await routeOf('jobs/a/frames/b')).toBe('network');
    expect(await routeOf('jobs/a/claim', "{ method: 'POST' }")).toBe('network');
    expect(await routeOf(`${(await openRelay()).url}/status`)).toBe('network');
  });

  test('G9 G51: a kept page that is closed gives its job back', async () => {
    const stage = await keep(openStage({ cameras: 1, intervalMs: 1000, batch: 10, leaseMs: 3_600_000, count: 3 }));
    const chrome = await keep(launchRawChrome());
    const tab = await chrome.open(`${stage.url}/${WORK}`);
    await tab.until('navigator.serviceWorker.controller');
    await tab.evaluate("document.querySelector('button.primary').click()");
    await tab.until("document.querySelector('#state').textContent.startsWith('Looking at')");
    await tab.close();
    await stage.witness.until(() => stage.witness.of('job-failed').length >= 1);
    expect(stage.witness.of('job-failed')[0]?.error).toBe('the page was closed or put to sleep by the browser');
  });
});

describe('a new build on the server', () => {
  let newBuild: string;
  beforeAll(async () => {
    newBuild = mkdtempSync(join(tmpdir(), 'unblink-build-'));
    const before = process.env['GITHUB_SHA'];
    process.env['GITHUB_SHA'] = NEW_COMMIT;
    await build({ logLevel: 'error', build: { outDir: newBuild, emptyOutDir: true } });
    if (before === undefined) delete process.env['GITHUB_SHA'];
    else process.env['GITHUB_SHA'] = before;
  });
  afterAll(() => rmSync(newBuild, { recursive: true }));

  test('G52 G54: it is offered, taken after the job in hand, and the tab comes back to work', async () => {
    const place = mkdtempSync(join(tmpdir(), 'unblink-site-'));
    await keep({ close: () => rmSync(place, { recursive: true }) });
    const site = join(place, 'site');
    symlinkSync(PAGE_FOLDER, site);
    const hosting = await openHosting(site);
    const stage = await openRelay();
    const page = await openKept(`${hosting.url}${WORK}${relayAt(stage.port)}`);
    await startButton(page).click();
    await untilOneMore(stage);
    unlinkSync(site);
    symlinkSync(newBuild, site);

    // What an open tab does once an hour.
    await page.evaluate('navigator.serviceWorker.getRegistration().then((registration) => registration.update())');
    await notice(page).getByText('the job in hand is finished first').waitFor();
    await untilOneMore(stage);
    expect(await page.locator('.footer').textContent()).not.toContain(NEW_COMMIT);

    await notice(page).getByRole('button', { name: 'Reload' }).click();
    await page.locator('.footer').getByText(`(${NEW_COMMIT})`).waitFor();
    await untilOneMore(stage);
    await pauseButton(page).waitFor();
    // The job in hand was finished; one that was fetched for later was given back.
    expect(stage.witness.of('job-failed').filter(({ error }) => !error.includes('paused by its owner'))).toEqual([]);
    expect(await notice(page).allTextContents()).toEqual([expect.stringContaining('Reloaded')]);
  });

  test('G53: a part of the page that the server has no more is said, and the page lives on', async () => {
    const hosting = await openHosting();
    const { page } = await keep(openPage(browser, 'about:blank'));
    await page.route('**/assets/serviceWorker-*.js', (route) => route.fulfill({ status: 404 }));
    await page.goto(`${hosting.url}${VISITOR}`);
    await notice(page).getByText('could not be fetched').waitFor();
    await page.unroute('**/assets/serviceWorker-*.js');
    await notice(page).getByRole('button', { name: 'Reload' }).click();
    await page.waitForFunction('navigator.serviceWorker.controller');
    expect(await notice(page).count()).toBe(0);
  });
});

describe('a tab that is reloaded', () => {
  test('G1 G54: it starts again where it had been started, and does not where it was paused', async () => {
    const stage = await openRelay();
    const { page } = await keep(openPage(browser, `${stage.url}/${VISITOR}`));
    await page.reload();
    await startButton(page).waitFor();
    await startButton(page).click();
    await pauseButton(page).waitFor();
    await page.addInitScript("Object.defineProperty(document, 'wasDiscarded', { value: true })");
    await page.reload();
    await pauseButton(page).waitFor();
    await notice(page).getByText('Back after the browser unloaded this page.').waitFor();
    await pauseButton(page).click();
    await startButton(page).waitFor();
    await page.reload();
    await startButton(page).waitFor();
    expect(await notice(page).count()).toBe(0);
  });

  test('G55: a tab that comes back again and again waits for Start at last, and says why', async () => {
    const stage = await openRelay();
    const { page } = await keep(openPage(browser, `${stage.url}/${VISITOR}`));
    await startButton(page).click();
    for (let times = 0; times < 3; times++) {
      await pauseButton(page).waitFor();
      await page.reload();
    }
    await pauseButton(page).waitFor();
    await page.reload();
    await notice(page).getByText('does not start by itself any more').waitFor();
    await startButton(page).waitFor();
  });
});
