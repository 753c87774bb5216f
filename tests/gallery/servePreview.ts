// The preview of all screens, built as the page is built, and served.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { serveStatically } from '../e2e/countingServer.ts';

const ROOT = resolve(import.meta.dirname, '../..');

export async function servePreview() {
  const root = join(ROOT, 'tests/preview');
  const outDir = mkdtempSync(join(tmpdir(), 'unblink-preview-'));
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    root,
    publicDir: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, minify: false, rolldownOptions: { input: join(root, 'index.html') } },
  });
  const { url, close } = await serveStatically(outDir, '/');
  return {
    url,
    close() {
      close();
      rmSync(outDir, { recursive: true });
    },
  };
}
