// Finds Caddy or nginx for the tests of deploy/, or fetches Debian's package and unpacks it beside node_modules. Nothing is
// installed in the system: a package that is installed starts its service, which nobody asked for.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { type Machine, thisMachine } from '../../terminal/machine.ts';

/** Servers are often outside of a person's PATH. */
const FOLDERS = ['/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin', '/opt/homebrew/bin'];

const UNPACKED = resolve(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'unblink-programs');

export interface ProgramInstaller {
  readonly machine: Machine;
  /** Where packages are unpacked. */
  readonly folder: string;
  /** Runs a command in that folder with its output on this terminal; true where it ended well. */
  run(command: string, args: readonly string[]): Promise<boolean>;
  say(line: string): void;
}

/** The path of a program that can be run. @throws with what a person can do, where there is none to be had */
export async function ensureProgram(
  name: 'caddy' | 'nginx',
  installer: ProgramInstaller = realInstaller,
): Promise<string> {
  const { machine, folder, run, say } = installer;
  const find = (folders: readonly string[]): string | undefined =>
    folders.map((where) => posix.join(where, name)).find((path) => machine.isExecutable(path));
  const unpacked = ['usr/bin', 'usr/sbin'].map((where) => posix.join(folder, where));
  const present = find([...pathOf(machine), ...FOLDERS, ...unpacked]);
  if (present !== undefined) return present;

  if (machine.platform === 'linux' && machine.isExecutable('/usr/bin/apt-get')) {
    say(`No ${name} found: unpacking Debian’s package of it in ${folder}.`);
    // The list of packages is the system's: root alone may bring it up to date, and an old one may do.
    if (machine.isRoot) await run('apt-get', ['update', '-qq']);
    await run('apt-get', ['download', '-q', name]);
    await run('sh', ['-c', `dpkg-deb --extract ${name}_*.deb .`]);
  }
  const fetched = find(unpacked);
  // A library that the package counts on may be missing.
  if (fetched !== undefined && (await run(fetched, [name === 'caddy' ? 'version' : '-v']))) return fetched;
  throw new Error(
    `The tests of deploy/ need ${name}, and it was neither found nor could Debian’s package be unpacked. Install it ` +
      `(apt-get install ${name}, brew install ${name}) and run this again; its service need not run.`,
  );
}

const pathOf = ({ env }: Machine): string[] =>
  (env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));

const realInstaller: ProgramInstaller = {
  machine: thisMachine,
  folder: UNPACKED,
  run: (command, args) =>
    new Promise((done) => {
      mkdirSync(UNPACKED, { recursive: true });
      // Everything to stderr: the test run's stdout ends with its count.
      const child = spawn(command, args, { cwd: UNPACKED, stdio: ['ignore', process.stderr, process.stderr] });
      child.once('error', () => done(false));
      child.once('exit', (code) => done(code === 0));
    }),
  say: (line) => console.error(line),
};
