import { expect, test } from 'vitest';
import { ensureProgram, type ProgramInstaller } from './ensureProgram.ts';

const APT = '/usr/bin/apt-get';
const UNPACKED = '/cache/usr/sbin/nginx';

interface FakeMachine {
  readonly files?: readonly string[];
  readonly isRoot?: boolean;
  readonly path?: string;
  /** Whether a package can be downloaded, and whether what is in it can run. */
  readonly unpacks?: boolean;
  readonly runs?: boolean;
}

function createFakeInstaller({
  files = [APT],
  isRoot = true,
  path = '/usr/bin',
  unpacks = true,
  runs = true,
}: FakeMachine) {
  const present = new Set(files);
  const ran: string[] = [];
  const installer: ProgramInstaller = {
    machine: {
      platform: 'linux',
      env: { PATH: path },
      home: '/home/anna',
      isRoot,
      isExecutable: (file) => present.has(file),
    },
    folder: '/cache',
    async run(command, args) {
      const line = [command, ...args].join(' ');
      ran.push(line);
      if (line.includes('dpkg-deb') && unpacks) present.add(UNPACKED);
      return line.startsWith(UNPACKED) ? runs : unpacks;
    },
    say: () => {},
  };
  return { installer, ran };
}

test.each([
  ['/usr/sbin/nginx', '/usr/bin'],
  ['/home/anna/bin/nginx', '/home/anna/bin:/usr/bin'],
  [UNPACKED, '/usr/bin'],
])('T6: nothing is fetched where %s is there', async (file, path) => {
  const { installer, ran } = createFakeInstaller({ files: [APT, file], path });
  expect(await ensureProgram('nginx', installer)).toBe(file);
  expect(ran).toEqual([]);
});

test('T6: a missing program is unpacked from Debian’s package, and nothing is installed', async () => {
  const { installer, ran } = createFakeInstaller({});
  expect(await ensureProgram('nginx', installer)).toBe(UNPACKED);
  expect(ran).toEqual([
    'apt-get update -qq',
    'apt-get download -q nginx',
    'sh -c dpkg-deb --extract nginx_*.deb .',
    `${UNPACKED} -v`,
  ]);
});

test('T6: without root the list of packages is taken as it is', async () => {
  const { installer, ran } = createFakeInstaller({ isRoot: false });
  expect(await ensureProgram('nginx', installer)).toBe(UNPACKED);
  expect(ran).not.toContain('apt-get update -qq');
});

test.each([
  ['there is no apt-get', { files: [] }],
  ['there is no such package', { unpacks: false }],
  ['the package lacks a library', { runs: false }],
])('T6: where %s, the error says what to do', async (_, machine: FakeMachine) => {
  const { installer } = createFakeInstaller(machine);
  await expect(ensureProgram('nginx', installer)).rejects.toThrow(/need nginx.*apt-get install nginx.*run this again/);
});
