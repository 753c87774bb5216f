// The page, running in a Chrome without a window. The page finds that it is driven (navigator.webdriver), sends its log
// lines here and takes one command: see src/page/automation.ts.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import type { AutomationDoor } from '../src/page/automation.ts';
import type { LogLine } from '../src/worker/api.ts';
import { browserFlags } from './browserFlags.ts';
import { ensureBrowser } from './ensureBrowser.ts';
import { thisMachine } from './machine.ts';

/**
 * Model files and unsent results live in the browser's profile, under the page's origin. So each port has a profile of
 * its own: the same worker finds its things again, and two workers on one machine stay apart.
 */
const PROFILES = join(homedir(), '.cache', 'unblink-browser-worker');

export interface HeadlessPage {
  /** Finishes the job in hand and its delivery; resolves when that is done. */
  stopAfterJob(): Promise<void>;
  /** Resolves with the reason when the browser or the page dies by itself. */
  readonly gone: Promise<string>;
  close(): Promise<void>;
}

export interface HeadlessPageOptions {
  readonly url: string;
  readonly onLog: (line: LogLine) => void;
  /** What the browser itself has to say: errors that the page did not catch. */
  readonly onTrouble: (text: string) => void;
}

export async function openHeadlessPage({ url, onLog, onTrouble }: HeadlessPageOptions): Promise<HeadlessPage> {
  const context = await launch(join(PROFILES, `port-${new URL(url).port}`), onTrouble);
  let closing = false;
  const close = (): Promise<void> => {
    closing = true;
    return context.close();
  };
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    const gone = whenGone(context, page, () => closing);
    page.on('pageerror', (error) => onTrouble(error.message));
    await page.exposeFunction('unblinkLog', onLog);
    await page.goto(url);
    return {
      stopAfterJob: () => page.evaluate(() => (window as AutomationDoor).unblinkWorker?.stopAfterJob()),
      gone,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function whenGone(context: BrowserContext, page: Page, isClosing: () => boolean): Promise<string> {
  return new Promise((resolve) => {
    page.once('crash', () => resolve('The page crashed, perhaps for want of memory.'));
    context.once('close', () => {
      if (!isClosing()) resolve('Chrome ended.');
    });
  });
}

async function launch(profile: string, onTrouble: (text: string) => void): Promise<BrowserContext> {
  const executablePath = await ensureBrowser();
  const open = (chromiumSandbox: boolean): Promise<BrowserContext> =>
    chromium.launchPersistentContext(profile, {
      executablePath,
      chromiumSandbox,
      headless: true,
      args: browserFlags('real', thisMachine),
      // Ctrl+C is ours: it drains first.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  // Chrome refuses a sandbox to root, and some systems and containers refuse it to everybody.
  if (thisMachine.isRoot) return open(false);
  try {
    return await open(true);
  } catch (error) {
    if (!(error instanceof Error && /sandbox/i.test(error.message))) throw error;
    onTrouble('This system gives Chrome no sandbox: going on without one.');
    return open(false);
  }
}
