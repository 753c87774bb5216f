import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startRelay } from './testing/startRelay.ts';

async function withPage() {
  const outside = await mkdtemp(join(tmpdir(), 'relay-page-'));
  onTestFinished(() => rm(outside, { recursive: true }));
  const pageFolder = join(outside, 'dist');
  await mkdir(join(pageFolder, 'assets'), { recursive: true });
  await writeFile(join(outside, 'secret.txt'), 'secret');
  for (const name of [
    'index.html',
    'sw.js',
    'manifest.webmanifest',
    'model.onnx',
    'assets/ort-B1x_9aQz.wasm',
    'assets/vision-Ck3Lm9Xa.mjs',
  ]) {
    await writeFile(join(pageFolder, name), name);
  }
  return startRelay({ pageFolder });
}

test.each([
  ['/', 'text/html', 'no-cache'],
  ['/sw.js', 'javascript', 'no-cache'],
  ['/manifest.webmanifest', 'application/manifest+json', 'no-cache'],
  ['/model.onnx', 'application/octet-stream', 'no-cache'],
  ['/assets/ort-B1x_9aQz.wasm', 'application/wasm', 'immutable'],
  ['/assets/vision-Ck3Lm9Xa.mjs', 'javascript', 'immutable'],
])('T1: the relay serves %s of the built page with its type and caching', async (path, type, caching) => {
  const { url } = await withPage();
  const answer = await fetch(url + path, { redirect: 'error' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('Content-Type')).toContain(type);
  expect(answer.headers.get('Cache-Control')).toContain(caching);
});

test.each(['/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/assets', '/nothing.html'])(
  'T1: %s leaves nothing of the folder’s surroundings out and redirects nowhere',
  async (path) => {
    const { url } = await withPage();
    const answer = await fetch(url + path, { redirect: 'error' });
    expect([403, 404]).toContain(answer.status);
    expect(await answer.json()).toEqual({ error: expect.any(String) });
  },
);

test('T1: without a built page the relay works and says how to build one', async () => {
  const { url } = await startRelay();
  expect(await (await fetch(url)).json()).toMatchObject({ page: expect.stringContaining('npm run build') });
});
