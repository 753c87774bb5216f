import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { isOlder } from './fileAge.ts';

const root = resolve(import.meta.dirname, '..');

/** Where the built page is. */
export const PAGE_FOLDER = join(root, 'dist');

/** Builds the page, in a process of its own: the bundler's memory is given back. @throws with what vite said on stderr */
export async function buildPage(say: (line: string) => void): Promise<void> {
  const startedAtMs = performance.now();
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js');
  const code = await new Promise<number | null>((done, fail) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', fail);
    child.once('exit', done);
  });
  if (code !== 0) throw new Error('The page could not be built: see above.');
  say(`Built the page in ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s.`);
}

/** What the page is made of. */
const SOURCES = ['src', 'public', 'index.html', 'relay.html', 'vite.config.ts', 'package-lock.json'];

/** Whether the page was never built, or something that it is made of has changed since. */
export const isPageOld = (): boolean =>
  !isPageBuilt() ||
  isOlder(
    join(PAGE_FOLDER, 'index.html'),
    SOURCES.map((source) => join(root, source)),
  );

export const isPageBuilt = (): boolean => existsSync(join(PAGE_FOLDER, 'index.html'));
