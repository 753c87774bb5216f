// A folder of pictures and one page to leaf through them.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Screen } from '../preview/screens.ts';
import type { View } from './views.ts';

/** A camera’s noise makes a PNG of several times the size. */
export const JPEG_QUALITY = 88;

export interface Gallery {
  /** Of the whole page, however long it is. */
  take(page: Page, screen: Screen, view: View): Promise<void>;
  /** Writes the album of what was taken. */
  close(): void;
}

/** In the page. A window as high as the page has its lower bar where it belongs, but its frame should not grow with it. */
function keepHero(): number {
  const root = document.documentElement;
  const heroHeight = getComputedStyle(root).getPropertyValue('--hero-height');
  root.style.setProperty('--hero-height', heroHeight.replace('100svh', `${innerHeight}px`));
  return root.scrollHeight;
}

export function createGallery(folder: string): Gallery {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const taken = new Map<Screen, string[]>();
  return {
    async take(page, screen, { name, width }) {
      const path = join(folder, `${screen.name}-${name}.jpg`);
      await page.setViewportSize({ width, height: await page.evaluate(keepHero) });
      await page.screenshot({ path, type: 'jpeg', quality: JPEG_QUALITY });
      await page.evaluate(() => document.documentElement.style.removeProperty('--hero-height'));
      taken.set(screen, [...(taken.get(screen) ?? []), name]);
    },
    close() {
      cpSync(join(import.meta.dirname, 'album'), folder, { recursive: true });
      const screens = [...taken].map(([{ name, title, group }, views]) => ({ name, title, group, views }));
      const viewNames = [...new Set(screens.flatMap(({ views }) => views))];
      writeFileSync(join(folder, 'pictures.js'), `globalThis.album = ${JSON.stringify({ screens, viewNames })};\n`);
    },
  };
}
