import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const ROOT = resolve(import.meta.dirname, '../..');

/** Builds the test page in `folder` as the product's page is built. @returns the folder it was built into, to be removed */
export async function buildDoor(folder = 'door'): Promise<string> {
  const root = join(import.meta.dirname, folder);
  const outDir = mkdtempSync(join(tmpdir(), 'unblink-door-'));
  await build({
    configFile: join(ROOT, 'vite.config.ts'),
    root,
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { input: join(root, 'index.html') },
    },
  });
  return outDir;
}
