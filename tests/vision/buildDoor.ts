import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const ROOT = resolve(import.meta.dirname, '../..');

/** Builds the test page as the product's page is built. @returns its folder, to be removed */
export async function buildDoor(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'unblink-door-'));
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    root: join(import.meta.dirname, 'door'),
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { input: join(import.meta.dirname, 'door/index.html') },
    },
  });
  return outDir;
}
