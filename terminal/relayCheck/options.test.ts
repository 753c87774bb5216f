import { expect, test } from 'vitest';
import { readCheckOptions } from './options.ts';

const LOOK = { claim: false, complete: false, post: false, sameOrigin: false };

test('T4: without options the check only looks', () => {
  expect(readCheckOptions(['cams.example:7010'])).toMatchObject({
    type: 'run',
    typed: 'cams.example:7010',
    relay: { httpBase: 'http://cams.example:7010' },
    waitMs: 30_000,
    choices: LOOK,
    json: false,
  });
});

test('T4: what may be done is chosen, and --complete claims as well', () => {
  expect(readCheckOptions(['--complete', 'ws://a/connect', '--wait', '5', '--json'])).toMatchObject({
    waitMs: 5_000,
    choices: { ...LOOK, claim: true, complete: true },
    json: true,
  });
  expect(readCheckOptions(['ws://a', '--post', '--same-origin'])).toMatchObject({
    choices: { ...LOOK, post: true, sameOrigin: true },
  });
});

test('P5: the relay’s address is taken as the page takes it', () => {
  expect(readCheckOptions(['https://cams.example/site/worker/connect'])).toMatchObject({
    relay: { sockets: [{ url: 'wss://cams.example/site/worker/connect', events: 'E2' }] },
  });
});

test.each([
  [[], 'Name the relay, as ws://host:7010/connect.'],
  [['a', 'b'], 'One relay at a time, not 2.'],
  [['ftp://a'], 'A relay speaks ws or wss, not ftp.'],
  [['a', '--wait', '1.5'], '--wait is a whole number of seconds from 0 to 3600, not “1.5”.'],
  [['a', '--wait', '9999'], 'not “9999”'],
  [['a', '--claims'], '--claims'],
])('T4: wrong usage %j is explained', (args, words) => {
  expect(readCheckOptions(args)).toEqual({ type: 'wrong', problem: expect.stringContaining(words) });
});

test('T4: --help wins', () => {
  expect(readCheckOptions(['-h'])).toEqual({ type: 'help' });
});
