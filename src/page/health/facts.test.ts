import { expect, test } from 'vitest';
import { sampleEngine, sampleSnapshot } from '../../../tests/fakes/samples.ts';
import { awakeFacts, countFacts, dialectFact, engineFacts, sayMedianJob, sayTokenRate, slowNote } from './facts.ts';

const say = (facts: readonly { readonly name: string; readonly value: string }[]) =>
  facts.map(({ name, value }) => `${name}: ${value}`);

test('G2: figures that are not known yet are dashes and keep their place', () => {
  const snapshot = sampleSnapshot({ engine: { type: 'none' } });
  expect([sayTokenRate(snapshot), sayMedianJob(snapshot)]).toEqual(['–', '–']);
  expect(say(countFacts(snapshot))).toContain('GPU busy: –');
  expect(say(engineFacts(snapshot.engine))).toEqual([
    'Model: not loaded',
    'Device: –',
    'Self-test: –',
    'First token: –',
    'Speed: –',
  ]);
});

test('G2: health says what was done, won, lost and failed', () => {
  const counts = {
    offered: 431,
    claimed: 412,
    lost: 19,
    completed: 410,
    unchanged: 0,
    failed: 2,
    refused: 1,
    dropped: 0,
  };
  const snapshot = sampleSnapshot({
    counts,
    speed: { tokensPerSecond: 31.2, medianJobMs: 2400, busyShare: 0.78 },
    waitingJobs: 1,
  });
  expect(say(countFacts(snapshot))).toEqual([
    'Jobs done: 410',
    'Taken here: 412 of 431 offered',
    'Won by others: 19',
    'GPU busy: 78 %',
    'Next in line: 1',
    'Failed: 2',
    'Not taken: 1',
  ]);
  expect([sayTokenRate(snapshot), sayMedianJob(snapshot)]).toEqual(['31', '2.4 s']);
});

test('G2: where nobody claims, health says what was taken and dropped', () => {
  const counts = {
    offered: 431,
    claimed: 412,
    lost: 0,
    completed: 410,
    unchanged: 0,
    failed: 0,
    refused: 0,
    dropped: 0,
  };
  expect(say(countFacts(sampleSnapshot({ dialect: 'E1', counts }))).slice(0, 4)).toEqual([
    'Jobs done: 410',
    'Taken here: 412 of 431 offered',
    'Replaced or too old: 0',
    'GPU busy: –',
  ]);
  const both = say(countFacts(sampleSnapshot({ dialect: 'J', counts: { ...counts, dropped: 7 } })));
  expect(both.slice(1, 4)).toEqual(['Taken here: 412 of 431 offered', 'Won by others: 0', 'Replaced or too old: 7']);
});

test('G35: what became of the jobs is told in words with their meaning; what has not happened is quiet or missing', () => {
  const none = countFacts(sampleSnapshot());
  expect(none.filter(({ quiet }) => quiet).map(({ name }) => name)).toEqual(['Won by others', 'Next in line']);
  const counts = { ...sampleSnapshot().counts, completed: 9, unchanged: 4, lost: 1, failed: 1, refused: 1, dropped: 1 };
  const facts = countFacts(sampleSnapshot({ counts, waitingJobs: 1 }));
  expect(say(facts)).toContain('Answered as before: 4');
  expect(facts.filter(({ quiet }) => quiet)).toEqual([]);
  expect(facts.filter(({ title }) => !title).map(({ name }) => name)).toEqual(['Jobs done']);
});

test('G2: what the relay speaks is said once it is known', () => {
  const speaks = (part: Parameters<typeof sampleSnapshot>[0]) => dialectFact(sampleSnapshot(part)).value;
  expect([speaks({}), speaks({ dialect: 'J' }), speaks({ dialect: 'E1' }), speaks({ dialect: 'E2' })]).toEqual([
    '–',
    'jobs (J)',
    'events by HTTP (E1)',
    'events by WebSocket (E2)',
  ]);
});

test('G10: health says whether the computer is kept awake, where the person asked for it', () => {
  expect(awakeFacts('off')).toEqual([]);
  expect(say(awakeFacts('held'))).toEqual(['Kept awake: yes']);
  expect(say(awakeFacts('refused'))).toEqual(['Kept awake: refused by the browser']);
});

test('V6: without a GPU the page says plainly that it is slow', () => {
  expect(slowNote({ ...sampleEngine, device: 'wasm', slow: true })).toBe(
    'No GPU: runs on the processor (wasm), slowly.',
  );
  expect(slowNote({ ...sampleEngine, slow: true })).toBe('No real GPU: WebGPU is emulated on the processor, slowly.');
  expect(slowNote(sampleEngine)).toBeUndefined();
  expect(slowNote({ type: 'none' })).toBeUndefined();
  expect(say(countFacts(sampleSnapshot({ engine: { ...sampleEngine, device: 'wasm', slow: true } })))).toContain(
    'Processor busy: –',
  );
});

test('G2: the device is named as the browser names it', () => {
  expect(say(engineFacts(sampleEngine))).toEqual([
    'Model: Demo, fp32',
    'Device: Apple M3 (WebGPU)',
    'Self-test: 400 ms per frame',
    'First token: 150 ms',
    'Speed: 31 tokens/s',
  ]);
  expect(say(engineFacts({ ...sampleEngine, device: 'wasm', deviceName: '' }))).toContain('Device: wasm');
});

test('M9: what the self-test found of the GPU’s memory is said as far as it is known', () => {
  const { selfTest } = sampleEngine;
  const told = (found: Partial<typeof selfTest>) =>
    say(engineFacts({ ...sampleEngine, selfTest: { ...selfTest, ...found } })).slice(5);
  expect(told({})).toEqual([]);
  expect(told({ bandwidthGBps: 101.6 })).toEqual(['GPU memory: 102 GB/s']);
  expect(told({ bandwidthGBps: 101.6, ceilingTokensPerSecond: 91.4 })).toEqual(['Memory’s limit: 34 % of 91/s']);
});
