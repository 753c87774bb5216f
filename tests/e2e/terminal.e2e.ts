// The two programs of the terminal, as a person runs them, each with a Chrome of its own.
import { afterEach, expect, test } from 'vitest';
import { type RunningProgram, runProgram } from '../support/runProgram.ts';
import { openStage, type Stage } from './stage.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const thing of opened.splice(0).reverse()) await thing.close();
});

async function openRelay(options: Parameters<typeof openStage>[0]): Promise<Stage> {
  const stage = await openStage(options);
  opened.push(stage);
  return stage;
}

function run(script: string, ...args: readonly string[]): RunningProgram {
  const program = runProgram(script, args);
  opened.push(program);
  return program;
}

test('T2 W1: the headless worker mirrors the page’s log, takes nothing, and ends well on Ctrl+C', async () => {
  const { port, witness } = await openRelay({ cameras: 1, count: 1 });
  const worker = run('terminal/worker.ts', '--relay', `127.0.0.1:${port}`);
  const log = await worker.until(/Metadata: {5}\{[^}]*\}\n=+\n/);
  expect(log).toMatch(/^=+\nCV Worker - Qwen3-VL\n=+\n/);
  expect(log).toContain(`[Worker] Connecting to ws://127.0.0.1:${port}/connect\n`);
  expect(log).toMatch(/\n\n=+\n\[Worker\] JOB AVAILABLE!\n=+\n {2}Job ID: {7}[0-9a-f-]{36}\n/);

  worker.interrupt();
  expect(await worker.ended).toBe(0);
  expect(worker.printed()).toContain('Finishing the job in hand.');
  expect(witness.of('worker-joined')).toHaveLength(1);
  expect(witness.of('job-claimed')).toEqual([]);
  await witness.until(() => witness.of('worker-left').length === 1);
});

test('T2 W8: on the first Ctrl+C the job that is looked at is finished and delivered, and the next given back', async () => {
  const { port, witness } = await openRelay({ cameras: 1, intervalMs: 100, count: 3 });
  const worker = run('terminal/worker.ts', '--relay', `127.0.0.1:${port}`, '--work');
  // By then the second job was fetched, so that it is looked at now.
  await witness.until(() => witness.of('job-completed').length === 1);
  worker.interrupt();
  expect(await worker.ended).toBe(0);
  const completed = witness.of('job-completed').map(({ job }) => job.id);
  const givenBack = witness.of('job-failed').map(({ job }) => job.id);
  expect(completed).toHaveLength(2);
  expect(new Set([...completed, ...givenBack])).toEqual(new Set(witness.of('job-claimed').map(({ job }) => job.id)));
});

test('T2 T3: with --gateway a relay without CORS has its worker on a machine without a screen', async () => {
  const { port, witness } = await openRelay({ dialect: 'E2', cameras: 1, intervalMs: 2000 });
  const worker = run('terminal/worker.ts', '--relay', `127.0.0.1:${port}`, '--work', '--gateway');
  await witness.until(() => witness.of('event-received').length >= 2);
  expect(witness.of('event-received').every(({ error }) => error === undefined)).toBe(true);
  expect(worker.printed()).toContain(`/127.0.0.1-${port}/worker/connect`);
  worker.interrupt();
  expect(await worker.ended).toBe(0);
});

test('T2: a relay that is not there is told in words, and waited for', async () => {
  const { port, relay } = await openRelay({ cameras: 0 });
  await relay.close();
  const worker = run('terminal/worker.ts', '--relay', `127.0.0.1:${port}`);
  await worker.until(/Connecting to [^\n]+\n\[Worker\] The relay cannot be reached/);
  worker.interrupt();
  expect(await worker.ended).toBe(0);
});

test('T1: npm start describes frames by itself on a machine without a screen', async () => {
  const start = run('terminal/start.ts', '--port', '0', '--cameras', '1', '--count', '1');
  const log = await start.until(/result {2}Front door .*\n/);
  expect(log).toMatch(/The page {3}http:\/\/127\.0\.0\.1:\d+\/\?mode=work\n/);
  expect(log).toMatch(/ job {5}Front door {7}1 frame\n/);
  expect(log).toMatch(/ result {2}Front door {7}“[^”]+” · \d+ box(es)? · \d+\.\d s · worker [0-9a-f]{8}\n/);
  start.interrupt();
  expect(await start.ended).toBe(0);
});
