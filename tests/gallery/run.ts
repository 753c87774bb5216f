// `npm run gallery`: pictures of every screen, and a page to leaf through them, in gallery/. `-- --readme` retakes README's
// picture instead; names of screens take those alone.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { SCREENS, type Screen } from '../preview/screens.ts';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { createGallery, JPEG_QUALITY } from './createGallery.ts';
import { servePreview } from './servePreview.ts';
import { DARK, LIGHT, look, openScreen, PHONE, type View, WIDE } from './views.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  options: { readme: { type: 'boolean', default: false } },
  allowPositionals: true,
});

const preview = await servePreview();
const browser = await launchTestBrowser();
try {
  const page = await browser.newPage();
  if (values.readme) await takeReadmePicture(page);
  else await takeAll(page);
} finally {
  await browser.close();
  preview.close();
}

async function takeReadmePicture(page: Page): Promise<void> {
  await look(page, LIGHT);
  await openScreen(page, preview.url, 'working');
  const path = join(ROOT, 'docs/screenshot.jpg');
  await page.screenshot({ path, type: 'jpeg', quality: JPEG_QUALITY });
  console.log(path);
}

async function takeAll(page: Page): Promise<void> {
  const folder = join(ROOT, 'gallery');
  const gallery = createGallery(folder);
  for (const screen of SCREENS.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
    await look(page, LIGHT);
    await openScreen(page, preview.url, screen.name);
    for (const view of viewsOf(screen)) {
      await look(page, view);
      await gallery.take(page, screen, view);
    }
  }
  gallery.close();
  console.log(join(folder, 'index.html'));
}

function viewsOf({ wide }: Screen): readonly View[] {
  return wide ? [LIGHT, DARK, PHONE, WIDE] : [LIGHT, DARK, PHONE];
}
