import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readImageSize } from '../src/protocol/imageSize.ts';
import { createSyntheticCamera } from './cameras.ts';
import { createFolderCamera } from './folderCamera.ts';

test('T1: a drawn camera gives a JPEG of the size that it says, with its truth', async () => {
  const shot = await createSyntheticCamera({ seed: 1, index: 0, batch: 2 }).next();
  expect(shot.frames.map(readImageSize)).toEqual([
    { type: 'image/jpeg', width: shot.width, height: shot.height },
    { type: 'image/jpeg', width: shot.width, height: shot.height },
  ]);
  expect(shot.timesSeconds).toEqual([0, 0.5]);
  expect([shot.truth?.captions.length, shot.truth?.objects.length]).toEqual([2, 2]);
  expect(shot.truth?.sentence).toMatch(/\.$/);
});

test('T1: the same seed draws the same, another seed something else', async () => {
  const first = async (seed: number) => (await createSyntheticCamera({ seed, index: 0, batch: 1 }).next()).truth;
  expect(await first(1)).toEqual(await first(1));
  expect(await first(1)).not.toEqual(await first(2));
});

test('T1: however many cameras there are, each has a name of its own', () => {
  const ids = Array.from({ length: 14 }, (_, index) => createSyntheticCamera({ seed: 1, index, batch: 1 }).serviceId);
  expect(ids.slice(0, 3)).toEqual(['front-door', 'yard', 'living-room']);
  expect(new Set(ids).size).toBe(14);
});

async function folderWith(names: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'frames-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { frames } = await createSyntheticCamera({ seed: 1, index: 0, batch: 1 }).next();
  for (const name of names) await writeFile(join(folder, name), Buffer.concat([...frames, Buffer.from(name)]));
  return folder;
}

test('T1: a folder of JPEGs is shown in the order of its names, again and again', async () => {
  const folder = await folderWith(['b.jpg', 'a.JPEG', 'c.jpg', 'notes.txt']);
  const camera = createFolderCamera({ folder, index: 0, cameras: 1, batch: 2 });
  const tails = [...(await camera.next()).frames, ...(await camera.next()).frames].map((bytes) =>
    bytes.subarray(-6).toString('latin1'),
  );
  expect(tails.map((tail) => tail.slice(-5))).toEqual(['.JPEG', 'b.jpg', 'c.jpg', '.JPEG']);
  expect(camera.serviceId).toBe(basename(folder));
});

test('T1: a folder that is missing or has no JPEG is refused at once', async () => {
  const empty = await folderWith(['notes.txt']);
  const open = (folder: string) => () => createFolderCamera({ folder, index: 0, cameras: 1, batch: 1 });
  expect(open(empty)).toThrow('There is no .jpg or .jpeg file');
  expect(open(join(empty, 'missing'))).toThrow('cannot be read');
});

test('T1: what is not a JPEG has no size', () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from('GIF89a'), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff])]) {
    expect(readImageSize(bytes)).toBeUndefined();
  }
});
