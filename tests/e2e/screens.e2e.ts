// Every screen of the page in a real browser: for whoever sees little, hears it read out, uses the keyboard alone, or has a
// small phone or a wall of a screen. `npm run gallery` takes pictures of the same screens.
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { servePreview } from '../gallery/servePreview.ts';
import { DARK, LIGHT, look, openScreen, PHONE, SMALL_PHONE, TABLET } from '../gallery/views.ts';
import { SCREENS } from '../preview/screens.ts';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { focusProblems } from './focusWalk.ts';
import { createPagePool, type PagePool } from './pagePool.ts';
import { axeProblems, clippedTexts, longMotions, primaryOutOfReach, sidewaysAt } from './screenChecks.ts';

/** As many as the smallest machine of a CI has processors. */
const PAGES_AT_ONCE = 2;

let browser: Browser;
let preview: Awaited<ReturnType<typeof servePreview>>;
let pool: PagePool;
beforeAll(async () => {
  [browser, preview] = await Promise.all([launchTestBrowser(), servePreview()]);
  pool = await createPagePool(browser, PAGES_AT_ONCE);
});
afterAll(async () => {
  await browser.close();
  preview.close();
});
const open = (page: Page, name: string, more = '') => openScreen(page, preview.url, name, more);

/** What a bar at the lower edge hides at the moment is a scroll away: axe looks at pages that need none. */
const TALL_PX = 4000;

test.concurrent.each(SCREENS)('G80 G81 G83: $group: $title ($name)', async ({ name }) => {
  const { done, errors } = await pool.use(async (page) => {
    await look(page, { ...LIGHT, height: TALL_PX });
    await open(page, name);
    const light = [...(await axeProblems(page, 'all')), ...(await longMotions(page))];
    await look(page, { ...DARK, height: TALL_PX });
    const dark = await axeProblems(page, 'colours');
    const sideways = await sidewaysAt(page, [768, 1360, 2560, 3840]);
    await look(page, SMALL_PHONE);
    const phone = [
      ...(await sidewaysAt(page, [SMALL_PHONE.width], SMALL_PHONE.height)),
      ...(await clippedTexts(page)),
      ...(await primaryOutOfReach(page)),
      ...(await axeProblems(page, 'all')),
    ];
    return { light, dark, sideways, phone };
  });
  expect({ ...done, errors }).toEqual({ light: [], dark: [], sideways: [], phone: [], errors: [] });
});

const GERMAN = SCREENS.filter(({ german }) => german);
test.concurrent.each(GERMAN)('G81: $title ($name) in German, whose words are longer', async ({ name }) => {
  const { done, errors } = await pool.use(async (page) => {
    await look(page, SMALL_PHONE);
    await open(page, name, '&lang=de');
    const lang = await page.evaluate(() => document.documentElement.lang);
    const phone = [
      ...(await clippedTexts(page)),
      ...(await primaryOutOfReach(page)),
      ...(await axeProblems(page, 'all')),
    ];
    return { lang, phone, sideways: await sidewaysAt(page, [320, 768, 1360]) };
  });
  expect({ ...done, errors }).toEqual({ lang: 'de', phone: [], sideways: [], errors: [] });
});

test('G6: on a phone the first step of a remedy is shown, and all of them when asked for', () =>
  pool.use(async (page) => {
    const shownSteps = () => page.locator('.remedy > ol > li:visible').count();
    await look(page, PHONE);
    await open(page, 'no-cors');
    expect(await shownSteps()).toBe(1);
    await page.locator('.remedy-ask').click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('remedy');
    expect(await shownSteps()).toBe(3);
    expect(await page.locator('.remedy-ask').count()).toBe(0);
    await look(page, LIGHT);
    await open(page, 'no-cors');
    expect(await shownSteps()).toBe(3);
    expect(await page.locator('.remedy-ask').isVisible()).toBe(false);
  }));

/** Of one shift all that could be seen moved by as much as the screen is high, it would be 1. */
const UNSEEN_SHIFT = 0.01;

test.concurrent.each([
  'welcome',
  'loading',
  'working',
  'long-words',
  'alert',
  'waiting',
  'history-hour',
  'held-battery',
  'trouble',
  'trouble-in-hand',
  'no-cors',
  'failed',
  'relay',
  'try-empty',
  'try-failed',
])('G82: nothing jumps while the data of %s comes in, on a desktop, a tablet and phones', async (name) => {
  for (const view of [LIGHT, TABLET, PHONE, SMALL_PHONE]) {
    const { done: shifts } = await pool.use(async (page) => {
      await look(page, view);
      await open(page, name, '&late');
      return page.evaluate(readShifts);
    });
    const sum = shifts.reduce((all, { value }) => all + value, 0);
    expect(sum, `${view.name}: ${shifts.map(({ what }) => what).join(' | ')}`).toBeLessThan(UNSEEN_SHIFT);
  }
});

/** In the page. Every shift since it was opened, with what moved. */
function readShifts(): Promise<{ readonly value: number; readonly what: string }[]> {
  type Shift = PerformanceEntry & {
    readonly value: number;
    readonly sources: readonly {
      readonly node?: Node;
      readonly previousRect: DOMRect;
      readonly currentRect: DOMRect;
    }[];
  };
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      // The browser's own entries of that type.
      const shifts = list.getEntries() as Shift[];
      const words = shifts.map(({ value, sources }) => {
        const moved = sources.map(({ node, previousRect: from, currentRect: to }) => {
          const name = node instanceof Element ? `${node.tagName}.${node.className}` : node?.textContent;
          return `${name} ${from.y},${from.height} → ${to.y},${to.height}`;
        });
        return { value, what: `${value.toFixed(4)}: ${moved.join('; ')}` };
      });
      resolve(words);
    });
    observer.observe({ type: 'layout-shift', buffered: true });
    // Where there was none, the observer is never called.
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve([]))));
  });
}

const WALKED = [
  'welcome-more',
  'working',
  'all-results',
  'settings',
  'limits',
  'try-compare',
  'update-at-work',
  'relay',
];

test.concurrent.each(WALKED)(
  'G84: by Tab alone every control of %s is reached in its order, and seen to have the focus',
  async (name) => {
    for (const view of [LIGHT, SMALL_PHONE]) {
      const { done } = await pool.use(async (page) => {
        await look(page, view);
        await open(page, name);
        return focusProblems(page);
      });
      expect(done, view.name).toEqual([]);
    }
  },
);

test('G84: Settings and Try it take the focus, Escape closes them, and the focus goes back', () =>
  pool.use(async (page) => {
    await look(page, LIGHT);
    await open(page, 'working');
    const focused = () => page.evaluate(() => document.activeElement?.closest('#settings, #try-it, button')?.id);
    for (const [button, part] of [
      ['settings-button', 'settings'],
      ['try-button', 'try-it'],
    ] as const) {
      await page.locator(`#${button}`).focus();
      await page.keyboard.press('Enter');
      await expect.poll(focused).toBe(part);
      await page.keyboard.press('Escape');
      await expect.poll(focused).toBe(button);
      expect(await page.locator(`#${part}`).count()).toBe(0);
    }
  }));

test.concurrent.each(['working', 'waiting', 'trouble', 'resting-heat', 'loading'])(
  'G85: of %s the state’s sentence is read out, and in two minutes nothing that ticks',
  async (name) => {
    // The clock of a page can be taken into a test's hands for all of its life alone.
    const page = await browser.newPage();
    await page.clock.install();
    await openScreen(page, preview.url, name);
    await page.evaluate(hearLiveRegions);
    const shown = () => page.locator('#state').textContent();
    const first = await shown();
    expect(await page.locator('.state [role=status]').textContent()).not.toBe('');
    for (let i = 0; i < 12; i++) await page.clock.fastForward(10_000);
    const said = await page.evaluate(() => (window as unknown as { readonly said: readonly string[] }).said);
    // Another state may be said, once; the seconds of one are not.
    expect(said.length, said.join(' | ')).toBeLessThanOrEqual(1);
    if (name === 'trouble') expect(await shown()).not.toBe(first);
    await page.close();
  },
);

/** In the page. Puts whatever a screen reader would say into `window.said`. */
function hearLiveRegions(): void {
  const said: string[] = [];
  Object.assign(window, { said });
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const element = target instanceof Element ? target : target.parentElement;
      const text = element?.closest('[aria-live], [role=status], [role=alert]')?.textContent;
      if (text && !said.includes(text)) said.push(text);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}
