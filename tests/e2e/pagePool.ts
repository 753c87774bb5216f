// A few pages of one browser, each in a process of its own, for tests that run side by side.
import type { Browser, Page } from '@playwright/test';

export interface PagePool {
  /** Runs with a page that nobody else has. @returns what `work` does, and what broke in the page meanwhile */
  use<T>(work: (page: Page) => Promise<T>): Promise<{ readonly done: T; readonly errors: readonly string[] }>;
}

export async function createPagePool(browser: Browser, size: number): Promise<PagePool> {
  const errors = new Map<Page, string[]>();
  const free: Page[] = [];
  const waiting: ((page: Page) => void)[] = [];
  for (let i = 0; i < size; i++) {
    const page = await (await browser.newContext()).newPage();
    page.on('pageerror', ({ message }) => errors.get(page)?.push(message));
    free.push(page);
  }
  return {
    async use(work) {
      const page = free.pop() ?? (await new Promise<Page>((resolve) => waiting.push(resolve)));
      const mine: string[] = [];
      errors.set(page, mine);
      try {
        return { done: await work(page), errors: mine };
      } finally {
        const next = waiting.shift();
        if (next) next(page);
        else free.push(page);
      }
    },
  };
}
