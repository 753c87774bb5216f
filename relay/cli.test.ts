import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { eventLine } from './eventLine.ts';
import { readFlags } from './flags.ts';
import { createRelay } from './relay.ts';

const CLI = fileURLToPath(new URL('cli.ts', import.meta.url));
/** The process starts cold and compiles the scenes. */
const START_TIMEOUT_MS = 60_000;

function run(...flags: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...flags], { stdio: 'pipe' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

test('T1: flags become options', () => {
  expect(readFlags(['--port', '0', '--interval-ms', '250', '--frames', 'shots', '--require-key'])).toEqual({
    stampTime: true,
    port: 0,
    intervalMs: 250,
    framesFolder: 'shots',
    requireKey: true,
  });
  expect(readFlags([])).toEqual({ stampTime: true });
  expect(readFlags(['-h'])).toBe('help');
});

test('B1: the flag for the dialect becomes an option', () => {
  expect(readFlags(['--dialect', 'E2'])).toEqual({ stampTime: true, dialect: 'E2' });
});

test('B13: the flags for CORS become an option, and without them the dialect decides', () => {
  expect(readFlags(['--cors'])).toEqual({ stampTime: true, cors: true });
  expect(readFlags(['--no-cors'])).toEqual({ stampTime: true, cors: false });
  expect(readFlags(['--dialect', 'E1'])).not.toHaveProperty('cors');
});

test('K1: the flags for what is asked become options, for all cameras and for one', () => {
  expect(readFlags(['--task', 'alert', '--prompt', 'a person at the door', '--language', 'German'])).toEqual({
    stampTime: true,
    ask: { task: 'alert', prompt: 'a person at the door', language: 'German' },
  });
  expect(readFlags(['--labels', 'car, dog', '--max-tokens', '64'])).toMatchObject({
    ask: { labels: ['car', 'dog'], max_tokens: 64 },
  });
  expect(readFlags(['--ask', 'yard={"task":"count"}', '--ask', 'hall={"task":"question","prompt":"Is 1=1?"}'])).toEqual(
    {
      stampTime: true,
      asks: { yard: { task: 'count' }, hall: { task: 'question', prompt: 'Is 1=1?' } },
    },
  );
});

test('K1: built-in cameras ask what they were told to, a camera of its own ask before that of all', async () => {
  const offered = new Promise<Map<string, unknown>>((resolve) => {
    const metadata = new Map<string, unknown>();
    const relay = createRelay({
      port: 0,
      cameras: 2,
      intervalMs: 1,
      count: 2,
      pageFolder: 'no-such-folder',
      ask: { task: 'read' },
      asks: { yard: { task: 'count', labels: ['car'] } },
      onEvent(event) {
        if (event.type !== 'job-offered') return;
        metadata.set(event.job.service_id, event.job.metadata);
        if (metadata.size === 2) resolve(metadata);
      },
    });
    onTestFinished(() => relay.close());
    void relay.listen();
  });
  const metadata = await offered;
  expect(metadata.get('front-door')).toMatchObject({ task: 'read' });
  expect(metadata.get('yard')).toMatchObject({ task: 'count', labels: ['car'] });
});

test.each([
  [['--port', '99999'], '--port wants a whole number from 0 to 65535, not “99999”.'],
  [['--batch', '65'], '--batch wants a whole number from 1 to 64'],
  [['--cameras', 'two'], '--cameras wants'],
  [['--colour'], 'colour'],
  [['--dialect', 'E3'], '--dialect wants J, E1 or E2, not “E3”.'],
  [['--ask', 'yard'], `--ask wants CAMERA=JSON, such as yard='{"task":"count"}', not “yard”.`],
  [['--ask', 'yard=count'], '--ask wants CAMERA=JSON'],
  [['--max-tokens', '0'], '--max-tokens wants a whole number from 1 to 100000, not “0”.'],
  [['--cors', '--no-cors'], '--cors and --no-cors exclude each other.'],
])('T1: wrong flags %j are explained', (flags, words) => {
  expect(() => readFlags(flags)).toThrow(words);
});

test('T1: the relay starts from the command line and ends cleanly on SIGTERM', {
  timeout: START_TIMEOUT_MS,
}, async () => {
  const child = run('--port', '0', '--count', '1');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  expect(line.toString()).toMatch(
    /^The relay is at http:\/\/127\.0\.0\.1:\d+ \(workers connect to ws:\/\/127\.0\.0\.1:\d+\/connect\)/,
  );
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('T1: a port that is taken is named in one sentence', { timeout: START_TIMEOUT_MS }, async () => {
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  onTestFinished(() => void squatter.close());
  const address = squatter.address();
  const child = run('--port', String(typeof address === 'object' && address?.port));
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect([said, code]).toEqual(['The port is taken. Choose another with --port.\n', 1]);
});

test('T1: a relay that never listened can be closed', async () => {
  await expect(createRelay({ cameras: [] }).close()).resolves.toBeUndefined();
});

test('G3: a worker’s words cannot steer the terminal', () => {
  const line = eventLine({ type: 'worker-joined', workerId: 'anna\u001b[2J\r\nroot' });
  expect(line).toMatch(/^worker {2}worker anna/);
});
