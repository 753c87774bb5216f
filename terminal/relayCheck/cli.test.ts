import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { startHandRelay } from './testing/handRelay.ts';

const CLI = fileURLToPath(new URL('cli.ts', import.meta.url));
/** The process starts cold. */
const START_TIMEOUT_MS = 60_000;

async function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { out, err, code };
}

test('T4: the exit code is 0 without a FAIL, and standard output is the report alone', {
  timeout: START_TIMEOUT_MS,
}, async () => {
  const { url } = await startHandRelay();
  const { out, err, code } = await run(url, '--json');
  expect(JSON.parse(out)).toMatchObject({ dialect: 'J', worker: { answer: 'yes' } });
  expect(err).toBe(`${url} is open; registering.\n`);
  expect(code).toBe(0);
});

test('T4: the exit code is 1 with a FAIL and 2 for wrong usage', { timeout: START_TIMEOUT_MS }, async () => {
  const { url } = await startHandRelay({ accepts: () => false });
  const [failed, wrong] = await Promise.all([run(url), run(url, '--colour')]);
  expect([failed.code, wrong.code]).toEqual([1, 2]);
  expect(failed.out).toMatch(/^\nConnection\n {2}FAIL {2}C1 /);
  expect(wrong.err).toContain('npm run relay:check -- URL');
});
