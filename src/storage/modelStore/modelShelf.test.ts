import { expect, test } from 'vitest';
import type { FileArea } from './fileArea.ts';
import { type Manifest, nameOf, writeManifest } from './manifest.ts';
import { createMemoryArea } from './memoryArea.ts';
import { listModels, removeModel } from './modelShelf.ts';

async function put(area: FileArea, modelId: string, changes: Partial<Manifest>): Promise<void> {
  const folder = await area.folder(nameOf(modelId));
  await folder.writeText('a', '12345');
  const file = { type: 'file', revision: 'r', size: 5, whole: true } as const;
  const manifest = { modelId, revision: 'r', lastUsedMs: 1, wanted: ['a'], files: { a: file }, ...changes };
  await writeManifest(folder, manifest);
}

test('M8: stored models are listed with their bytes, the newest first, and complete only where all is there', async () => {
  const area = createMemoryArea();
  await put(area, 'owner/one', {});
  await put(area, 'owner/two', { lastUsedMs: 3, wanted: ['a', 'b'] });
  await put(area, 'three', { lastUsedMs: 2, wanted: [] });
  expect(await listModels(area)).toEqual([
    { modelId: 'owner/two', revision: 'r', bytes: 5, complete: false, lastUsedMs: 3 },
    { modelId: 'three', revision: 'r', bytes: 5, complete: false, lastUsedMs: 2 },
    { modelId: 'owner/one', revision: 'r', bytes: 5, complete: true, lastUsedMs: 1 },
  ]);
});

test('M8: a folder without a readable manifest is not listed', async () => {
  const area = createMemoryArea();
  await (await area.folder('x')).writeText('+manifest.json', '{"modelId":7}');
  expect(await listModels(area)).toEqual([]);
});

test('M8: a model in use is not removed, and the failure says why', async () => {
  const area = createMemoryArea();
  await put(area, 'owner/one', {});
  const remove = () => Promise.reject(new DOMException('locked', 'NoModificationAllowedError'));
  expect(await removeModel({ ...area, remove }, 'owner/one')).toMatchObject({ type: 'failed', reason: 'engine' });
  expect(await removeModel(area, 'owner/one')).toBeUndefined();
});
