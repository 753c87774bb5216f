// Both builds of ONNX Runtime's wasm, in this browser: the one it would choose, and the one that older browsers get.
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchTestBrowser } from '../support/launchTestBrowser.ts';
import { MODEL_FOLDERS, REFERENCE_PROMPTS } from '../support/processorCases.ts';
import { buildDoor } from '../vision/buildDoor.ts';
import type { DoorApi } from '../vision/door/door.worker.ts';
import { serveStatically } from './countingServer.ts';

const TOKENS = 3;
// There is such a case.
const { messages, media, answer } = REFERENCE_PROMPTS.find(
  ({ model, answer: { ids } }) => model === 'tiny' && ids.length > TOKENS,
) as (typeof REFERENCE_PROMPTS)[number];

let browser: Browser;
let folder: string;
let server: Awaited<ReturnType<typeof serveStatically>>;

beforeAll(async () => {
  folder = await buildDoor();
  cpSync(MODEL_FOLDERS.tiny, join(folder, 'tiny'), { recursive: true });
  server = await serveStatically(folder, '/');
  browser = await launchTestBrowser();
});
afterAll(async () => {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
});

/** No flag of today's Chrome takes JSPI away: the thread does it itself before it loads anything. */
function takeSuspendingAway(): void {
  const assets = join(folder, 'assets');
  const file = join(assets, readdirSync(assets).find((name) => name.startsWith('door.worker')) ?? '');
  writeFileSync(file, `delete WebAssembly.Suspending;\n${readFileSync(file, 'utf8')}`);
}

test.each([
  // On WebGPU every other test takes this build.
  ['jspi', 'wasm'],
  ['asyncify', 'wasm'],
  ['asyncify', 'webgpu'],
] as const)(
  'V17: ONNX Runtime’s %s build on %s gives the reference’s tokens, and no other build is fetched',
  async (build, device) => {
    if (build === 'asyncify') takeSuspendingAway();
    const from = server.requests.length;
    const page = await browser.newPage();
    await page.goto(server.url);
    const load: Parameters<DoorApi['load']>[0] = { id: 'tiny', pageBase: server.url, device, dtype: 'fp32' };
    const answered = await page.evaluate(`window.door.load(${JSON.stringify(load)})
      .then((problem) => problem ?? window.door.answer(${JSON.stringify({ messages, media })}, ${TOKENS}))`);
    expect(answered).toEqual(answer.ids.slice(0, TOKENS));
    const runtime = server.requests.slice(from).filter((path) => path.includes('/ort-'));
    expect(runtime.map((path) => /threaded\.(\w+)-.*\.(\w+)$/.exec(path)?.slice(1).join('.')).sort()).toEqual([
      `${build}.mjs`,
      `${build}.wasm`,
    ]);
    await page.close();
  },
);
