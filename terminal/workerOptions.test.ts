import { expect, test } from 'vitest';
import { startedPageUrl } from './pageUrl.ts';
import { readStartOptions } from './startOptions.ts';
import { readWorkerOptions } from './workerOptions.ts';

test('W1: the headless worker observes unless it is told to work', () => {
  expect(readWorkerOptions([])).toEqual({
    type: 'run',
    settings: { mode: 'observe', relay: 'ws://localhost:7010/connect' },
  });
  expect(readWorkerOptions(['--work'])).toMatchObject({ settings: { mode: 'work' } });
});

test('P5: the headless worker takes a relay address as the page does', () => {
  expect(readWorkerOptions(['--relay', ' https://cams.example/site'])).toMatchObject({
    settings: { relay: 'https://cams.example/site' },
  });
  expect(readWorkerOptions(['--relay', 'ftp://cams.example'])).toEqual({
    type: 'wrong',
    problem: '--relay: A relay speaks ws or wss, not ftp.',
  });
});

test('T3: with --gateway the relay is reached below its own address, whatever path was typed', () => {
  expect(readWorkerOptions(['--gateway', '--relay', 'wss://cams.example/site/worker/connect'])).toMatchObject({
    gatewayTo: 'https://cams.example/site',
  });
  expect(readWorkerOptions([])).not.toHaveProperty('gatewayTo');
});

test('T2: an unknown option or device is named', () => {
  expect(readWorkerOptions(['--wrok'])).toMatchObject({ type: 'wrong', problem: expect.stringContaining('--wrok') });
  expect(readWorkerOptions(['--device', 'cuda'])).toEqual({
    type: 'wrong',
    problem: '--device is one of auto, webgpu, wasm, not “cuda”.',
  });
  expect(readWorkerOptions(['--model-host', 'hub.example:443'])).toMatchObject({
    type: 'wrong',
    problem: '--model-host is an address such as https://hub.example, not “hub.example:443”.',
  });
  for (const still of ['many', '256', '-1']) {
    expect(readWorkerOptions([`--still=${still}`])).toEqual({
      type: 'wrong',
      problem: `--still is a number from 0 to 255, not “${still}”.`,
    });
  }
  expect(readWorkerOptions(['--help', '--relay', 'x'])).toEqual({ type: 'help' });
});

test('T2: the options become the page’s address, and what was not given is left to the page', () => {
  const args = ['--work', '--relay', 'cams.example:7010', '--model', 'a/b', '--device', 'wasm', '--still', '2.5'];
  const options = readWorkerOptions(args);
  if (options.type !== 'run') throw new Error('not understood');
  expect(Object.fromEntries(new URL(startedPageUrl('http://127.0.0.1:7110/', options.settings)).searchParams)).toEqual({
    start: '1',
    mode: 'work',
    relay: 'cams.example:7010',
    model: 'a/b',
    device: 'wasm',
    still: '2.5',
  });
  const mirrored = readWorkerOptions(['--model-host', 'https://hub.example']);
  if (mirrored.type !== 'run') throw new Error('not understood');
  const { searchParams } = new URL(startedPageUrl('http://127.0.0.1:7110/', mirrored.settings));
  expect(searchParams.get('modelHost')).toBe('https://hub.example');
  expect(startedPageUrl('http://127.0.0.1:7010/', { mode: 'work' })).toBe('http://127.0.0.1:7010/?start=1&mode=work');
});

test('T1: npm start keeps its own options and hands the others to the relay', () => {
  expect(readStartOptions(['--port', '7020', '--headless', '--cameras', '2'])).toEqual({
    browser: 'headless',
    help: false,
    relayArguments: ['--port', '7020', '--cameras', '2'],
  });
  expect(readStartOptions(['--no-open'])).toEqual({ browser: 'none', help: false, relayArguments: [] });
  expect(readStartOptions(['-h'])).toMatchObject({ browser: 'auto', help: true });
});
