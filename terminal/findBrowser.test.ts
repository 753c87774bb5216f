import { expect, test } from 'vitest';
import { findBrowser } from './findBrowser.ts';
import type { Machine } from './machine.ts';

const NO_PLAYWRIGHT = '/home/ann/.cache/ms-playwright/chromium-1/chrome-linux/chrome';

function machine(files: readonly string[], more: Partial<Machine> = {}): Machine {
  return {
    platform: 'linux',
    env: { PATH: '/home/ann/bin:/usr/bin' },
    home: '/home/ann',
    isRoot: false,
    isExecutable: (path) => files.includes(path),
    ...more,
  };
}

test('T1: CHROME_PATH wins over every other browser', () => {
  const env = { CHROME_PATH: '/opt/my/chrome', PATH: '/usr/bin' };
  expect(findBrowser(machine(['/opt/my/chrome', '/usr/bin/google-chrome'], { env }), NO_PLAYWRIGHT)).toBe(
    '/opt/my/chrome',
  );
});

test('T1: a CHROME_PATH that names nothing is told, and no other browser taken', () => {
  const env = { CHROME_PATH: '/opt/my/chrome', PATH: '/usr/bin' };
  expect(() => findBrowser(machine(['/usr/bin/google-chrome'], { env }), NO_PLAYWRIGHT)).toThrow(
    /CHROME_PATH is \/opt\/my\/chrome/,
  );
});

test('T1: an empty CHROME_PATH counts as none', () => {
  const env = { CHROME_PATH: '', PATH: '/usr/bin' };
  expect(findBrowser(machine(['/usr/bin/chromium'], { env }), NO_PLAYWRIGHT)).toBe('/usr/bin/chromium');
});

test('T1: on Linux the folders of PATH come first, and Chrome before Chromium', () => {
  const files = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/snap/bin/chromium'];
  expect(findBrowser(machine(files), NO_PLAYWRIGHT)).toBe('/usr/bin/google-chrome');
  expect(findBrowser(machine([...files, '/home/ann/bin/chromium']), NO_PLAYWRIGHT)).toBe('/home/ann/bin/chromium');
});

test('T1: Chromium from snap is found without a PATH', () => {
  expect(findBrowser(machine(['/snap/bin/chromium'], { env: {} }), NO_PLAYWRIGHT)).toBe('/snap/bin/chromium');
});

test('T1: a relative folder in PATH is not searched', () => {
  expect(findBrowser(machine(['bin/chromium'], { env: { PATH: 'bin' } }), NO_PLAYWRIGHT)).toBeUndefined();
});

test('T1: playwright’s own Chromium is taken where there is no other', () => {
  expect(findBrowser(machine([NO_PLAYWRIGHT]), NO_PLAYWRIGHT)).toBe(NO_PLAYWRIGHT);
  expect(findBrowser(machine([]), NO_PLAYWRIGHT)).toBeUndefined();
});

test('T1: on macOS the applications of the machine and of the person are searched', () => {
  const path = '/home/ann/Applications/Chromium.app/Contents/MacOS/Chromium';
  expect(findBrowser(machine([path], { platform: 'darwin' }), '')).toBe(path);
});

test('T1: on Windows Chrome is found below the person’s own folder', () => {
  const path = 'C:\\Users\\ann\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe';
  const env = { LOCALAPPDATA: 'C:\\Users\\ann\\AppData\\Local' };
  expect(findBrowser(machine([path], { platform: 'win32', env }), '')).toBe(path);
});
