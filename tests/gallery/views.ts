// How screens are looked at.
import type { Page } from '@playwright/test';

export interface View {
  readonly name: 'light' | 'dark' | 'phone' | 'tablet' | 'wide';
  readonly scheme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
}

export const LIGHT: View = { name: 'light', scheme: 'light', width: 1360, height: 900 };
export const DARK: View = { name: 'dark', scheme: 'dark', width: 1360, height: 900 };
export const TABLET: View = { name: 'tablet', scheme: 'light', width: 1024, height: 768 };
export const PHONE: View = { name: 'phone', scheme: 'light', width: 390, height: 844 };
/** The smallest that the page is made for. */
export const SMALL_PHONE: View = { name: 'phone', scheme: 'light', width: 320, height: 640 };
export const WIDE: View = { name: 'wide', scheme: 'light', width: 3840, height: 2160 };

export async function look(page: Page, { scheme, width, height }: View): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height });
}

/** Opens a screen and waits until it stands still. */
export async function openScreen(page: Page, previewUrl: string, name: string, more = ''): Promise<void> {
  await page.goto(`${previewUrl}?state=${name}${more}`);
  await page.locator(`html[data-screen="${name}"]`).waitFor({ state: 'attached' });
}
