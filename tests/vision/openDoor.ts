// The test page of the vision thread's insides, built, served and opened in a browser.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serveStatically } from '../e2e/countingServer.ts';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { buildDoor } from './buildDoor.ts';
import type { DoorApi, DoorLoad } from './door/door.worker.ts';

/** @param models folders that are served beside the page, by the names that they have there */
export async function openDoor(models: Readonly<Record<string, string>> = {}) {
  const folder = await buildDoor();
  for (const [name, from] of Object.entries(models)) cpSync(from, join(folder, name), { recursive: true });
  const server = await serveStatically(folder, '/');
  const browser = await launchTestBrowser();
  return {
    folder,
    server,
    /** A page with one model loaded. @throws Error with what went wrong, for a person */
    async load(load: DoorLoad): Promise<Page> {
      const page = await browser.newPage();
      await page.goto(server.url);
      const problem = await callDoor(page, 'load', [load]);
      if (problem !== undefined) throw new Error(problem);
      return page;
    },
    async close(): Promise<void> {
      await browser.close();
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export function callDoor<Name extends keyof DoorApi>(page: Page, name: Name, args: Parameters<DoorApi[Name]>) {
  const text = `window.door.${name}(...${JSON.stringify(args)})`;
  return page.evaluate<Awaited<ReturnType<DoorApi[Name]>>>(text);
}
