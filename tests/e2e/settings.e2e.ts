// The first visit, the agreement with a relay, and Settings, in a real Chromium.
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { openPage, openStage, startButton } from './stage.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchTestBrowser();
});
afterAll(() => browser.close());

const lead = (page: Page, text: RegExp) => page.locator('.welcome-lead').getByText(text).waitFor();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function openSettings(page: Page): Promise<void> {
  await button(page, 'Settings').click();
  await button(page, 'Apply').waitFor();
}

const stored = (page: Page) => page.evaluate(() => Object.fromEntries(Object.entries(localStorage)));

test('G60 G62: a link shows what it asks for and starts nothing; Start uses it', async () => {
  const stage = await openStage({ cameras: 1, intervalMs: 200, count: 2 });
  const { page, errors, close } = await openPage(browser, `${stage.url}?services=none&still=4&start=0`);
  await lead(page, /Lend this computer/);
  expect(await page.locator('.link-asks dt').allTextContents()).toEqual([
    'Cameras to take',
    'Answer as before where nothing moved',
  ]);
  expect(await stored(page)).toEqual({});
  expect(stage.witness.of('worker-joined')).toEqual([]);

  await startButton(page).click();
  await stage.witness.until(() => stage.witness.of('worker-joined').length === 1);
  expect(Object.keys(await stored(page)).sort()).toEqual(['consents', 'used-link']);
  expect(errors).toEqual([]);
  await close();
  await stage.close();
});

test('G62: the link’s settings that are ignored do not come back with a reload', async () => {
  const stage = await openStage({ cameras: 1 });
  const { page, close } = await openPage(browser, `${stage.url}?mode=work&services=none`);
  await button(page, 'Ignore the link’s settings').click();
  await page.locator('.link-asks').waitFor({ state: 'detached' });
  await page.reload();
  await lead(page, /Lend this computer/);
  expect(await page.locator('.link-asks').count()).toBe(0);
  expect(new URL(page.url()).search).toBe('');
  await close();
  await stage.close();
});

test('G61 G63: Start is remembered over a reload, starts nothing by itself, and is withdrawn for all tabs', async () => {
  const stage = await openStage({ cameras: 1, intervalMs: 200 });
  const { page, errors, close } = await openPage(browser, stage.url);
  await startButton(page).click();
  await stage.witness.until(() => stage.witness.of('worker-joined').length === 1);
  await page.reload();
  await lead(page, /^Ready for 127\.0\.0\.1/);
  await stage.witness.until(() => stage.witness.of('worker-left').length === 1);
  expect(stage.witness.of('worker-joined')).toHaveLength(1);
  await button(page, 'What this is').click();
  await page.getByText('You may see other people’s cameras').waitFor();
  await startButton(page).click();
  await stage.witness.until(() => stage.witness.of('worker-joined').length === 2);

  const other = await page.context().newPage();
  await other.goto(stage.url);
  await lead(other, /^Ready for/);
  await openSettings(other);
  await other.getByRole('button', { name: /^Withdraw from/ }).click();
  await button(other, 'Withdraw').click();
  await stage.witness.until(() => stage.witness.of('worker-left').length === 2);
  await lead(page, /^Lend this computer/);
  await other.reload();
  await lead(other, /^Lend this computer/);
  expect(errors).toEqual([]);
  await close();
  await stage.close();
});

const TEXTS = {
  '#services': 'yard, gate',
  '#job-types': 'frame_batch',
  '#answer-language': 'German',
  '#max-tokens': '200',
  '#still': '4',
  '#model-host': 'https://hub.example',
  '[aria-label="Camera, line 1"]': 'yard',
  '[aria-label="Labels, line 1"]': 'car',
  '[aria-label="Tokens, line 1"]': '90',
};
const CHOICES = {
  '#mode': 'work',
  '#model': 'onnx-community/Qwen3-VL-2B-Instruct-ONNX',
  '#device': 'wasm',
  '#dtype': 'q4',
  '#frame-pixels': '65536',
  '[aria-label="Task, line 1"]': 'count',
};
const TICKS = ['#single-frames', '#keep-awake', '#blur-frames'];

async function fill(page: Page): Promise<void> {
  await button(page, 'Add a camera').click();
  for (const [field, text] of Object.entries(TEXTS)) await page.locator(field).fill(text);
  for (const [field, value] of Object.entries(CHOICES)) await page.locator(field).selectOption(value);
  for (const field of TICKS) await page.locator(field).check();
}

async function expectFilled(page: Page): Promise<void> {
  const wanted = Object.entries({ ...TEXTS, ...CHOICES });
  for (const [field, value] of wanted) expect(await page.locator(field).inputValue(), field).toBe(value);
  for (const field of TICKS) expect(await page.locator(field).isChecked(), field).toBe(true);
}

test('G64 G66: each setting survives a reload, and comes out of a file into another browser', async () => {
  const stage = await openStage({ cameras: 1 });
  const { page, close } = await openPage(browser, stage.url);
  await openSettings(page);
  await fill(page);
  await button(page, 'Apply').click();
  await page.locator('#settings').waitFor({ state: 'detached' });
  await page.reload();
  await openSettings(page);
  await expectFilled(page);

  const coming = page.waitForEvent('download');
  await button(page, 'Save as a file').click();
  const path = await (await coming).path();
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ version: 1, settings: { services: 'yard, gate' } });

  const second = await openPage(browser, stage.url);
  await openSettings(second.page);
  await second.page.locator('.import input').setInputFiles(path);
  await second.page.getByText('This file would change').waitFor();
  expect(await second.page.locator('#services').inputValue()).toBe('');
  await button(second.page, 'Use these settings').click();
  await second.page.getByText('Applied.').waitFor();
  await expectFilled(second.page);
  await second.page.reload();
  await openSettings(second.page);
  await expectFilled(second.page);
  expect([...page.context().pages(), ...second.page.context().pages()]).toHaveLength(2);
  await second.close();
  await close();
  await stage.close();
});

test('G65: the page speaks the browser’s language, and the one that was chosen after a reload', async () => {
  const stage = await openStage({ cameras: 1 });
  const context = await browser.newContext({ locale: 'de-DE' });
  const page = await context.newPage();
  await page.goto(stage.url);
  await lead(page, /^Diesen Computer/);
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  await page.locator('#settings-button').click();
  await page.locator('#page-language').selectOption('en');
  await lead(page, /^Lend this computer/);
  await page.reload();
  await lead(page, /^Lend this computer/);
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await context.close();
  await stage.close();
});

test('G63: everything here is forgotten, and the page is as on the first visit', async () => {
  const stage = await openStage({ cameras: 1 });
  const { page, close } = await openPage(browser, stage.url);
  await startButton(page).click();
  await stage.witness.until(() => stage.witness.of('worker-joined').length === 1);
  await openSettings(page);
  await button(page, 'Forget …').click();
  await button(page, 'Forget it').click();
  await stage.witness.until(() => stage.witness.of('worker-left').length === 1);
  await page.locator('#settings').waitFor({ state: 'detached' });
  await lead(page, /^Lend this computer/);
  expect(await stored(page)).toEqual({});
  await close();
  await stage.close();
});

test.each([320, 1360])('G4 G68: at %i px Settings scrolls down and not sideways, in either language', async (width) => {
  const stage = await openStage({ cameras: 1 });
  const { page, close } = await openPage(browser, `${stage.url}?mode=work&services=${'x'.repeat(150)}`);
  await page.setViewportSize({ width, height: 700 });
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await lead(page, /^Lend/);
  expect(await overflow()).toBe(0);
  await openSettings(page);
  await button(page, 'Add a camera').click();
  await page.getByRole('button', { name: 'Forget …', exact: true }).click();
  expect(await overflow()).toBe(0);
  await page.locator('#page-language').selectOption('de');
  await button(page, 'Anwenden').waitFor();
  expect(await overflow()).toBe(0);
  await page.keyboard.press('Escape');
  await page.locator('#settings').waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('settings-button');
  await close();
  await stage.close();
});
