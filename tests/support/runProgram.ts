// A program of the terminal as a child process: what it printed, a wait for words of it, and its end.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..', '..');

export interface RunningProgram {
  /** All that it printed so far, stdout and stderr in the order in which it came. */
  printed(): string;
  /** Resolves with what was printed when a match is there; rejects when the program ends before. */
  until(pattern: RegExp): Promise<string>;
  interrupt(): void;
  /** Resolves with the exit code, null after a signal. */
  readonly ended: Promise<number | null>;
  /** Ends what still runs, and removes the home that it ran in. */
  close(): Promise<void>;
}

/** @param script relative to the project's root. It runs in an empty home, as on a new machine. */
export function runProgram(script: string, args: readonly string[]): RunningProgram {
  const home = mkdtempSync(join(tmpdir(), 'unblink-home-'));
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: root,
    env: { ...env, HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of [...listeners]) listener();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      tell();
    });
  }
  const ended = new Promise<number | null>((done) => child.once('close', done));

  return {
    printed: () => text,
    until: (pattern) =>
      new Promise((found, fail) => {
        const look = (): void => {
          if (!pattern.test(text)) return;
          listeners.delete(look);
          found(text);
        };
        listeners.add(look);
        look();
        void ended.then((code) => fail(new Error(`${script} ended with ${code} before ${pattern}:\n${text}`)));
      }),
    interrupt: () => child.kill('SIGINT'),
    ended,
    async close() {
      child.kill('SIGKILL');
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}
