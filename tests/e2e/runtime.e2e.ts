// Both builds of ONNX Runtime's wasm, in this browser: the one it would choose, and the one that older browsers get.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MODEL_FOLDERS, REFERENCE_PROMPTS } from '../support/processorCases.ts';
import { callDoor, openDoor } from '../vision/openDoor.ts';

const TOKENS = 3;
// There is such a case.
const { messages, media, answer } = REFERENCE_PROMPTS.find(
  ({ model, answer: { ids } }) => model === 'tiny' && ids.length > TOKENS,
) as (typeof REFERENCE_PROMPTS)[number];

let door: Awaited<ReturnType<typeof openDoor>>;
beforeAll(async () => {
  door = await openDoor({ tiny: MODEL_FOLDERS.tiny });
});
afterAll(() => door.close());

/** No flag of today's Chrome takes JSPI away: the thread does it itself before it loads anything. */
function takeSuspendingAway(): void {
  const assets = join(door.folder, 'assets');
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
    const from = door.server.requests.length;
    const page = await door.load({ id: 'tiny', pageBase: door.server.url, device, dtype: 'fp32' });
    expect(await callDoor(page, 'answer', [{ messages, media }, TOKENS])).toEqual(answer.ids.slice(0, TOKENS));
    const runtime = door.server.requests.slice(from).filter((path) => path.includes('/ort-'));
    expect(runtime.map((path) => /threaded\.(\w+)-.*\.(\w+)$/.exec(path)?.slice(1).join('.')).sort()).toEqual([
      `${build}.mjs`,
      `${build}.wasm`,
    ]);
    await page.close();
  },
);
