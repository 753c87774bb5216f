import { expect, test } from 'vitest';
import { ensureBrowser, type Installer } from './ensureBrowser.ts';

const DOWNLOADED = '/root/.cache/ms-playwright/chrome';
const DEBIANS = '/usr/bin/chromium';

/** @param effects which file appears when a command with this word runs */
function createFakeInstaller(
  effects: Readonly<Record<string, string>>,
  { isRoot = true, files = ['/usr/bin/apt-get'] } = {},
) {
  const present = new Set(files);
  const ran: string[] = [];
  const installer: Installer = {
    machine: { platform: 'linux', env: {}, home: '/root', isRoot, isExecutable: (path) => present.has(path) },
    playwrightPath: () => DOWNLOADED,
    async run(command, args) {
      const line = [command, ...args].join(' ');
      ran.push(line);
      const effect = Object.entries(effects).find(([word]) => line.includes(word));
      if (effect) present.add(effect[1]);
      return effect !== undefined;
    },
    say: () => {},
  };
  return { installer, ran };
}

test('T1: nothing is installed where a browser is there', async () => {
  const { installer, ran } = createFakeInstaller({}, { files: [DEBIANS] });
  expect(await ensureBrowser(installer)).toBe(DEBIANS);
  expect(ran).toEqual([]);
});

test('T1: playwright’s Chromium is installed where there is none', async () => {
  const { installer, ran } = createFakeInstaller({ 'install --with-deps chromium': DOWNLOADED });
  expect(await ensureBrowser(installer)).toBe(DOWNLOADED);
  expect(ran).toHaveLength(1);
});

test('T1: Debian’s chromium is installed where playwright’s cannot be downloaded', async () => {
  const { installer, ran } = createFakeInstaller({ 'apt-get install': DEBIANS });
  expect(await ensureBrowser(installer)).toBe(DEBIANS);
  expect(ran.slice(1)).toEqual(['apt-get update -qq', 'apt-get install -y -qq chromium']);
});

test('T1: without root nothing is installed by apt, and the error says what to do', async () => {
  const { installer, ran } = createFakeInstaller({ 'apt-get install': DEBIANS }, { isRoot: false });
  await expect(ensureBrowser(installer)).rejects.toThrow(/Install Google Chrome .* CHROME_PATH/);
  expect(ran).toHaveLength(1);
});
