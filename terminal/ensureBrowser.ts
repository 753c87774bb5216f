// Finds a browser, or installs one: playwright's Chromium, and where that cannot be downloaded, Debian's.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from './findBrowser.ts';
import { type Machine, thisMachine } from './machine.ts';

/** Behind a firewall that drops packets, playwright would otherwise try for minutes. */
const CONNECTION_TIMEOUT_MS = '15000';

const WHAT_TO_DO =
  'No Chrome or Chromium was found and none could be installed. Install Google Chrome (https://www.google.com/chrome) or ' +
  'your system’s chromium package, or set CHROME_PATH to the browser’s program, and run this again.';

export interface Installer {
  readonly machine: Machine;
  /** Asked anew after each installation. */
  playwrightPath(): string;
  /** Runs a command with its output on this terminal; true where it ended well. */
  run(command: string, args: readonly string[]): Promise<boolean>;
  say(line: string): void;
}

/** The path of a browser that can be launched. @throws with what a person can do, where there is none to be had */
export async function ensureBrowser(installer: Installer = realInstaller): Promise<string> {
  const { machine, run, say } = installer;
  const find = (): string | undefined => findBrowser(machine, installer.playwrightPath());
  const present = find();
  if (present !== undefined) return present;

  say('No Chrome or Chromium found: installing playwright’s Chromium.');
  await run(process.execPath, [playwrightCli(), 'install', '--with-deps', 'chromium']);
  const downloaded = find();
  if (downloaded !== undefined) return downloaded;

  if (machine.platform === 'linux' && machine.isRoot && machine.isExecutable('/usr/bin/apt-get')) {
    say('That did not work: installing Debian’s chromium.');
    // An outdated list is no reason to give up: the package may still be there.
    await run('apt-get', ['update', '-qq']);
    await run('apt-get', ['install', '-y', '-qq', 'chromium']);
  }
  const installed = find();
  if (installed !== undefined) return installed;
  throw new Error(WHAT_TO_DO);
}

const playwrightCli = (): string => join(dirname(createRequire(import.meta.url).resolve('@playwright/test')), 'cli.js');

const realInstaller: Installer = {
  machine: thisMachine,
  playwrightPath: () => chromium.executablePath(),
  run: (command, args) =>
    new Promise((done) => {
      const env = {
        ...process.env,
        DEBIAN_FRONTEND: 'noninteractive',
        PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: CONNECTION_TIMEOUT_MS,
      };
      // Everything to stderr: the test run's stdout ends with its count.
      const child = spawn(command, args, { env, stdio: ['ignore', process.stderr, process.stderr] });
      child.once('error', () => done(false));
      child.once('exit', (code) => done(code === 0));
    }),
  say: (line) => console.error(line),
};
