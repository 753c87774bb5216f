// The real page at relays of the published dialects, and at relays that it cannot work with: what it does and what it says.
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { selfSigned } from '../fakes/selfSigned.ts';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { serveStatically } from './countingServer.ts';
import { openPage, openStage, startButton } from './stage.ts';

const WORK = 'mode=work&device=wasm';

let browser: Browser;
beforeAll(async () => {
  browser = await launchTestBrowser();
});
afterAll(() => browser.close());

describe('relays that broadcast events', () => {
  test.each(['E1', 'E2'] as const)(
    'D1 D2 D3 D9: at an %s relay batches are looked at without a claim, and what was seen comes back as an event',
    async (dialect) => {
      const stage = await openStage({ dialect, cameras: 2, intervalMs: 3000 });
      const { page, errors, close } = await openPage(browser, `${stage.url}/?${WORK}`);
      await startButton(page).click();
      await stage.witness.until(() => stage.witness.of('event-received').length >= 3);
      for (const { data, work, error } of stage.witness.of('event-received')) {
        expect(error).toBeUndefined();
        expect(work?.message.type).toBe('frame_batch');
        // What the old worker sent, and what newer readers search.
        expect(data).toMatchObject({
          summary: expect.stringMatching(/\.$/),
          description: data['summary'],
          service_id: work?.message.data.service_id,
          frame_count: 4,
          duration_seconds: expect.any(Number),
          created_at: expect.stringMatching(/Z$/),
          objects: expect.any(Array),
          detections: expect.any(Array),
          job_id: work?.message.id,
          model: 'demo-model',
        });
        expect(data['summary']).toBe(stage.relay.truthOf(work?.message.id ?? '')?.sentence);
      }
      expect(errors).toEqual([]);
      await close();
      await stage.close();
    },
  );

  test('N1 G6: a relay without CORS is told from a dead one, and the page says which headers it lacks and what helps', async () => {
    const stage = await openStage({ dialect: 'E2', cameras: 1, intervalMs: 500 });
    const pages = await openStage({ cameras: 0 });
    const { page, close } = await openPage(
      browser,
      `${pages.url}/?${WORK}&relay=${encodeURIComponent(`ws://127.0.0.1:${stage.port}/worker/connect`)}`,
    );
    await startButton(page).click();
    await page.locator('#state', { hasText: 'no CORS' }).waitFor();
    for (const text of [
      'Access-Control-Allow-Headers: X-Worker-Key, Content-Type',
      'Access-Control-Allow-Methods: GET, POST, OPTIONS',
      `npm run serve -- --relay http://127.0.0.1:${stage.port}`,
    ]) {
      await page.getByText(text).first().waitFor();
    }
    await close();
    await stage.close();
    await pages.close();
  });
});

describe('addresses where no worker is taken', () => {
  test('N1: a server that is no relay, and nothing at all, are told apart', async () => {
    const pages = await openStage({ cameras: 0 });
    const gone = await openStage({ cameras: 0 });
    await gone.close();
    for (const [relay, words] of [
      [`ws://127.0.0.1:${pages.port}/cams/connect`, 'takes no workers'],
      [`ws://127.0.0.1:${gone.port}/connect`, 'Nothing answers at'],
    ]) {
      const { page, close } = await openPage(browser, `${pages.url}/?relay=${encodeURIComponent(relay ?? '')}`);
      await startButton(page).click();
      await page.locator('#state', { hasText: words ?? '' }).waitFor();
      await close();
    }
    await pages.close();
  });

  test('N1: an https page is told why it does not reach a plain relay in its own network', async () => {
    const pages = await serveStatically('dist', '/', selfSigned);
    const secureBrowser = await launchTestBrowser([
      '--ignore-certificate-errors',
      '--host-resolver-rules=MAP relay.local 127.0.0.1',
    ]);
    const stage = await openStage({ cameras: 1 });
    const relay = encodeURIComponent(`ws://relay.local:${stage.port}`);
    const { page } = await openPage(secureBrowser, `${pages.url}index.html?${WORK}&relay=${relay}`);
    await startButton(page).click();
    await page.locator('#state', { hasText: 'over wss:// alone' }).waitFor();
    await page.getByText('wss://').first().waitFor();
    await secureBrowser.close();
    await stage.close();
    pages.close();
  });

  test('N1: a person who denied local network access is told so, and how to allow it', async () => {
    const stage = await openStage({ cameras: 1 });
    const pages = await openStage({ cameras: 0 });
    // This origin counts as one of the internet from here on.
    const publicBrowser = await launchTestBrowser([`--ip-address-space-overrides=127.0.0.1:${pages.port}=public`]);
    const context = await publicBrowser.newContext();
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    for (const name of ['local-network-access', 'local-network', 'loopback-network']) {
      await cdp.send('Browser.setPermission', { permission: { name }, setting: 'denied', origin: pages.url });
    }
    await page.goto(`${pages.url}/?${WORK}&relay=${encodeURIComponent(`ws://127.0.0.1:${stage.port}`)}`);
    await startButton(page).click();
    await page.locator('#state', { hasText: 'does not let this page reach' }).waitFor();
    await page.getByText('Site settings').first().waitFor();
    await publicBrowser.close();
    await stage.close();
    await pages.close();
  });
});
