import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeQwenVl, SELF_TEST_ANSWER } from '../../../tests/fakes/fakeQwenVl.ts';
import { isFailure } from '../failure.ts';
import { findModel } from '../models.ts';
import type { AnswerOptions, QwenVl } from '../qwenVl.ts';
import { ceilingTokensPerSecond } from '../speed.ts';
import { DEMO_TASKS } from '../tasks/taskSets.ts';
import { runSelfTest, type SelfTestMemory } from './runSelfTest.ts';

const DEMO = findModel('demo-model');
const decoder = { weights: 1_000_000_000, cachePerToken: 100_000 };

let nowMs = 0;
beforeEach(() => {
  nowMs = 1000;
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
});
afterEach(() => {
  vi.restoreAllMocks();
});

interface Pace {
  readonly packMs: number;
  readonly firstTokenMs: number;
  readonly tokenMs: number;
}

/** A model that takes its time, one token a character; the first run compiles for a second besides. */
function paced({ packMs, firstTokenMs, tokenMs }: Pace, text = SELF_TEST_ANSWER) {
  const { qwenVl } = createFakeQwenVl(() => ({ text }));
  let runs = 0;
  const slow: QwenVl = {
    ...qwenVl,
    prepare(...args) {
      nowMs += packMs;
      return qwenVl.prepare(...args);
    },
    generate(prompt, options) {
      nowMs += runs++ === 0 ? 1000 : 0;
      const onToken: AnswerOptions['onToken'] = (ids) => {
        nowMs += ids.length === 1 ? firstTokenMs : tokenMs;
        options.onToken(ids);
      };
      return qwenVl.generate(prompt, { ...options, onToken });
    },
  };
  return { qwenVl: slow, runs: () => runs };
}

const PACE = { packMs: 20, firstTokenMs: 180, tokenMs: 25 };

async function selfTest(qwenVl: QwenVl, memory?: SelfTestMemory) {
  const { signal } = new AbortController();
  const report = await runSelfTest(DEMO, 'Acme GPU', { qwenVl, tasks: DEMO_TASKS }, signal, memory);
  if (isFailure(report)) throw new Error(report.message);
  return report;
}

test('M7 M9: speed is told of the second run, in which nothing is compiled any more', async () => {
  const { qwenVl, runs } = paced(PACE);
  expect(await selfTest(qwenVl)).toEqual({
    secondsPerFrame: (20 + 180 + 25 * (SELF_TEST_ANSWER.length - 1)) / 1000,
    promptTokens: 3,
    firstTokenMs: 180,
    tokensPerSecond: 40,
    answer: SELF_TEST_ANSWER,
  });
  expect(runs()).toBe(2);
});

test('M7: on a device that takes more than ten seconds the first run must do', async () => {
  const { qwenVl, runs } = paced({ ...PACE, tokenMs: 1000 });
  expect(await selfTest(qwenVl)).toMatchObject({ tokensPerSecond: 1 });
  expect(runs()).toBe(1);
});

test('M9: where the memory was measured, its ceiling for this model is told, at half the answer', async () => {
  const report = await selfTest(paced(PACE).qwenVl, { decoder, measureBandwidth: async () => 100 });
  const tokensHeld = 3 + SELF_TEST_ANSWER.length / 2;
  expect(report).toMatchObject({
    bandwidthGBps: 100,
    ceilingTokensPerSecond: ceilingTokensPerSecond(decoder, 100, tokensHeld),
  });
});

test('M9: what is not known is not told: no bandwidth, or a model of which nobody knows what it reads', async () => {
  const unmeasured = await selfTest(paced(PACE).qwenVl, { decoder, measureBandwidth: async () => undefined });
  expect(Object.keys(unmeasured)).not.toContain('ceilingTokensPerSecond');
  expect(Object.keys(unmeasured)).not.toContain('bandwidthGBps');
  const unknown = await selfTest(paced(PACE).qwenVl, { decoder: undefined, measureBandwidth: async () => 100 });
  expect(unknown).toMatchObject({ bandwidthGBps: 100 });
  expect(Object.keys(unknown)).not.toContain('ceilingTokensPerSecond');
});

test('M9: the memory of a GPU that computes wrong is not measured', async () => {
  const measureBandwidth = vi.fn<SelfTestMemory['measureBandwidth']>();
  const { qwenVl } = paced(PACE, 'A green box.');
  const { signal } = new AbortController();
  const report = await runSelfTest(DEMO, 'Acme GPU', { qwenVl, tasks: DEMO_TASKS }, signal, {
    decoder,
    measureBandwidth,
  });
  expect(report).toMatchObject({ type: 'failed', reason: 'self-test' });
  expect(measureBandwidth).not.toHaveBeenCalled();
});
