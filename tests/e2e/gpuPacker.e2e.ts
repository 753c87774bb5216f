// Frames packed on the GPU (SwiftShader) against the same frames packed on the processor, which is held to Pillow elsewhere.
import { rmSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { buildDoor } from '../vision/buildDoor.ts';
import type { PackCase, PackerPage } from '../vision/gpuPacker/packerPage.ts';
import { serveStatically } from './countingServer.ts';

const QWEN3 = { patchSize: 16, mergeSize: 2, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };
const QWEN2 = {
  patchSize: 14,
  mergeSize: 2,
  mean: [0.48145466, 0.4578275, 0.40821073],
  std: [0.26862954, 0.26130258, 0.27577711],
};

let browser: Browser;
let folder: string;
let server: Awaited<ReturnType<typeof serveStatically>>;
let page: Page;

beforeAll(async () => {
  folder = await buildDoor('gpuPacker');
  server = await serveStatically(folder, '/');
  browser = await launchTestBrowser();
  page = await browser.newPage();
  await page.goto(server.url);
  await page.waitForFunction('window.packing');
});
afterAll(async () => {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
});

function call<Name extends keyof PackerPage>(name: Name, ...args: Parameters<PackerPage[Name]>) {
  const text = `window.packing.${name}(...${JSON.stringify(args)})`;
  return page.evaluate<Awaited<ReturnType<PackerPage[Name]>>>(text);
}

/** @param frames as in `320x240 320x240`, one or two */
function caseOf(frames: string, to: string, more: Partial<PackCase> = {}): PackCase {
  return {
    frames: frames.split(' ').map(sizeOf),
    as: 'pixels',
    size: sizeOf(to),
    type: 'float32',
    packing: QWEN3,
    ...more,
  };
}

function sizeOf(text: string) {
  const [width = 0, height = 0] = text.split('x').map(Number);
  return { width, height };
}

/** Large and small in turn, so that the room of a larger frame is used for a smaller. */
const CASES: Record<string, PackCase> = {
  'a frame made smaller': caseOf('640x360', '256x160'),
  'a frame made larger, with odd sides': caseOf('61x37', '128x96'),
  'a frame made smaller one way and larger the other': caseOf('301x45', '96x128'),
  'a frame of one pixel': caseOf('1x1', '32x32'),
  'a width that is kept': caseOf('320x243', '320x192'),
  'a height that is kept': caseOf('333x96', '256x96'),
  'both sides kept': caseOf('128x64', '128x64'),
  'a frame wider than high by much': caseOf('1999x33', '1024x32'),
  'alpha that is noise': caseOf('90x70', '64x64', { alpha: true }),
  'two frames of a pair': caseOf('320x240 320x240', '192x160'),
  'two frames of different size': caseOf('200x301 451x99', '128x96'),
  'patches of 14 pixels, scaled as Qwen2 scales them': caseOf('150x131', '112x84', { packing: QWEN2 }),
  'half floats': caseOf('150x131', '112x84', { packing: QWEN2, type: 'float16' }),
  'half floats of two frames': caseOf('171x96 170x97', '96x64', { type: 'float16' }),
  'a PNG': caseOf('211x123', '128x64', { as: 'png' }),
  'a JPEG': caseOf('320x180', '224x128', { as: 'jpeg' }),
  'a JPEG that lies on its side': caseOf('160x90', '64x128', { as: 'turned-jpeg' }),
  'two JPEGs': caseOf('160x120 160x120', '96x96', { as: 'jpeg', type: 'float16' }),
};

test('V15: frames packed on the GPU are those packed on the processor, to the bit', async () => {
  const comparisons = await call('compare', Object.values(CASES));
  for (const [i, name] of Object.keys(CASES).entries()) {
    const { differing, shapes = [] } = comparisons[i] ?? {};
    expect([name, differing]).toEqual([name, 0]);
    expect([name, shapes[0]]).toEqual([name, shapes[1]]);
  }
  expect(await call('problems')).toEqual([]);
});

test('V15: a frame goes up once, nothing comes back, and once sizes are steady nothing is made for a frame', async () => {
  const image = caseOf('320x180', '96x64', { as: 'jpeg' });
  const pair = caseOf('320x180 320x180', '96x64');
  const [first, ...others] = await call('countWork', [image, image, pair, pair]);
  const frameBytes = 320 * 180 * 4;
  const numbers = 5 * 4;
  expect(first?.made).toBeGreaterThan(0);
  expect(others).toEqual([
    { made: 0, maps: 0, submits: 1, bytesUp: frameBytes + numbers },
    { made: 0, maps: 0, submits: 2, bytesUp: 2 * (frameBytes + numbers) },
    { made: 0, maps: 0, submits: 2, bytesUp: 2 * (frameBytes + numbers) },
  ]);
  expect(await call('problems')).toEqual([]);
});
