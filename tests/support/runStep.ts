import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..');
/** Tools of this project come before those of the machine. */
const PATH = [resolve(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter);

/** Runs a step with its output on this terminal. @returns its exit code; null where a signal ended it */
export async function runStep(name: string, [program = '', ...args]: readonly string[]): Promise<number | null> {
  console.log(`\n── ${name}: ${[program, ...args].join(' ')}`);
  const startedAtMs = performance.now();
  const code = await new Promise<number | null>((done) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, PATH },
      stdio: ['ignore', 'inherit', 'inherit'],
      // npm's programs are .cmd files there.
      shell: process.platform === 'win32',
    });
    child.once('error', (error) => {
      console.error(error.message);
      done(1);
    });
    child.once('exit', done);
  });
  console.log(
    `── ${name}: ${code === 0 ? 'ok' : `failed (${code})`}, ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`,
  );
  return code;
}
