// One browser with several tabs, each with a worker among fakes: what the tests of their living together start from.
import { createOneTab } from '../../src/platform/oneTab.ts';
import type { WorkerSettings } from '../../src/worker/api.ts';
import type { TabMessage } from '../../src/worker/tabMirror.ts';
import { createFakeLocks } from './fakeLocks.ts';
import { createFakeTabs } from './fakeTabs.ts';
import { settle } from './settle.ts';
import { createWorkerStage, type WorkerStage } from './workerStage.ts';

export interface Tab extends WorkerStage {
  /** Presses Start, and does not wait: a tab that stands by may wait for hours. */
  press(settings?: Partial<WorkerSettings>): Promise<void>;
  die(): void;
}

/** One browser, whose tabs share its locks and its channel. */
export function createBrowser() {
  const locks = createFakeLocks();
  const channel = createFakeTabs<TabMessage>();
  const openTab = (): Tab => {
    const tab = locks.openTab();
    const stage = createWorkerStage({ oneTab: createOneTab('worker', tab.locks), tabs: channel.openTab() });
    return Object.assign(stage, {
      async press(settings: Partial<WorkerSettings> = {}) {
        void stage.start(settings);
        await settle(10);
      },
      die: tab.die,
    });
  };
  return { locks, channel, openTab };
}

/** A tab that works, one that stands by, and what they share. */
export async function twoTabs() {
  const browser = createBrowser();
  const [first, second] = [browser.openTab(), browser.openTab()];
  await first.press({ mode: 'work' });
  first.sockets.register();
  await settle();
  await second.press({ mode: 'work' });
  return { ...browser, first, second };
}
