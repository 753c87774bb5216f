// Where Chrome or Chromium lives, from the most deliberate choice to the least.
import { posix, win32 } from 'node:path';
import type { Machine } from './machine.ts';

const COMMANDS = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];

/** Chrome first: its WebGPU is the one that we try on. Snap comes last, as it may not write to most folders. */
const LINUX_FOLDERS = ['/usr/bin', '/usr/local/bin', '/opt/google/chrome', '/snap/bin'];

const MAC_APPS = ['Google Chrome', 'Google Chrome Canary', 'Chromium', 'Microsoft Edge'];

const WINDOWS_PROGRAMS = [
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
];

/**
 * The browser's executable, or undefined where there is none.
 * @param playwrightPath where playwright would have put its own Chromium
 * @throws where CHROME_PATH is set and wrong: the person meant something, and another browser would hide the mistake
 */
export function findBrowser(machine: Machine, playwrightPath: string): string | undefined {
  const chosen = machine.env['CHROME_PATH'];
  if (chosen) {
    if (machine.isExecutable(chosen)) return chosen;
    throw new Error(`CHROME_PATH is ${chosen}, and no program is there. Correct it, or unset it to let one be found.`);
  }
  return [...usualPlaces(machine), playwrightPath].find((path) => path !== '' && machine.isExecutable(path));
}

function usualPlaces({ platform, env, home }: Machine): string[] {
  if (platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
      (root) => root !== undefined,
    );
    return WINDOWS_PROGRAMS.flatMap((parts) => roots.map((root) => win32.join(root, ...parts)));
  }
  if (platform === 'darwin') {
    const roots = ['/Applications', posix.join(home, 'Applications')];
    return MAC_APPS.flatMap((app) => roots.map((root) => posix.join(root, `${app}.app`, 'Contents', 'MacOS', app)));
  }
  const folders = [...(env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/')), ...LINUX_FOLDERS];
  return [...new Set(folders)].flatMap((folder) => [...COMMANDS, 'chrome'].map((name) => posix.join(folder, name)));
}
