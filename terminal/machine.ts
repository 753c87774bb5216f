// What finding and starting a browser asks of the machine, as a small port: tests describe a machine that they are not on.
import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly isRoot: boolean;
  /** A file that this user may run. */
  isExecutable(path: string): boolean;
}

export const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  home: homedir(),
  isRoot: process.getuid?.() === 0,
  isExecutable(path) {
    try {
      accessSync(path, constants.X_OK);
      return statSync(path).isFile();
    } catch {
      return false;
    }
  },
};

/** Whether a browser window would be seen by somebody: a screen, and no CI. */
export function hasDesktop({ env, platform }: Pick<Machine, 'env' | 'platform'>): boolean {
  if (isSet(env['CI'])) return false;
  if (platform === 'linux' || platform === 'freebsd') return isSet(env['DISPLAY']) || isSet(env['WAYLAND_DISPLAY']);
  // Through ssh a window would open in front of somebody else.
  return (platform === 'darwin' || platform === 'win32') && !isSet(env['SSH_CONNECTION']);
}

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '' && value !== 'false';
