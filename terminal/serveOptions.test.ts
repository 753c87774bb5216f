import { expect, test } from 'vitest';
import { gatewayBanner } from './gatewayBanner.ts';
import { readServeOptions } from './serveOptions.ts';

test.each([
  ['http://host:9020', 'http://host:9020'],
  ['https://cams.example/site/', 'https://cams.example/site'],
  ['ws://host:7010/connect', 'http://host:7010'],
  ['wss://cams.example/site/worker/connect', 'https://cams.example/site'],
  ['host:9020', 'http://host:9020'],
])('T3 P5: the relay may be typed as %s', (typed, relay) => {
  expect(readServeOptions(['--relay', typed])).toEqual({ type: 'run', relay, host: '127.0.0.1', port: undefined });
});

test('T3: port and host are taken as they are typed', () => {
  expect(readServeOptions(['--relay', 'host:9020', '--port', '0', '--host', '0.0.0.0'])).toMatchObject({
    host: '0.0.0.0',
    port: 0,
  });
});

test.each([
  [[], /^Say where the relay is, with --relay\.$/],
  [['--relay', 'ftp://host'], /^--relay: .*not ftp\.$/],
  [['--relay', 'host', '--port', '70000'], /^--port wants a whole number from 0 to 65535, not “70000”\.$/],
  [['--relay', 'host', '--prot', '8080'], /--prot.*\. --help lists the options\.$/],
])('T3: %j is refused in a sentence', (args, sentence) => {
  expect(readServeOptions(args)).toEqual({ type: 'wrong', problem: expect.stringMatching(sentence) });
});

test('T3: help is given whatever else was typed', () => {
  expect(readServeOptions(['-h', '--port', 'x'])).toEqual({ type: 'help' });
});

test('T3: what is printed names the page, the relay and who can reach them', () => {
  const own = gatewayBanner({ relay: 'http://host:9020', host: '127.0.0.1', port: 8080 });
  expect(own).toContain('http://127.0.0.1:8080/\n');
  expect(own).toContain('http://host:9020');
  expect(own).toContain('Only this computer can open it.');
  const shared = gatewayBanner({ relay: 'http://host:9020', host: '0.0.0.0', port: 8080 });
  expect(shared).toContain('http://127.0.0.1:8080/\n');
  expect(shared).toContain('Whoever reaches this computer can open it');
  expect(gatewayBanner({ relay: '', host: '::1', port: 1 })).toMatch(/\[::1\]:1\/\n.*\n {2}Only this computer/);
});
