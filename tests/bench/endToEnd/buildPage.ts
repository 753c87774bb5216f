import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const ROOT = resolve(import.meta.dirname, '../../..');

/** Builds the bench's page as the product's page is built. @returns its folder, to be removed */
export async function buildPage(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'unblink-bench-'));
  const root = join(import.meta.dirname, 'page');
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    root,
    publicDir: false,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, rolldownOptions: { input: join(root, 'index.html') } },
  });
  return outDir;
}
