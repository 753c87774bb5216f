import { buildPage, isPageBuilt } from '../../terminal/buildPage.ts';
import { ensureBrowser } from '../../terminal/ensureBrowser.ts';

/** Once before the end-to-end tests, however they are run: a browser and a built page are there. */
export async function setup(): Promise<void> {
  await ensureBrowser();
  if (!isPageBuilt()) await buildPage(console.log);
}
