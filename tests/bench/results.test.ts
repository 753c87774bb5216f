import { expect, test } from 'vitest';
import { ceilingLines, ceilingsOf } from './ceiling.ts';
import { memorySlopes } from './memorySlope.ts';
import { compared, isMet, METRICS, missed, resultsTable, WANTED } from './results.ts';

test('a ceiling is bandwidth over the bytes of a token, and a measured run a share of it', () => {
  const [q4, q4f16] = ceilingsOf('m2');
  expect(q4?.bytesPerToken).toBe(1_102_630_912 + 1100 * 229_376);
  expect(q4?.tokensPerSecond).toBeCloseTo(100e9 / (1_102_630_912 + 1100 * 229_376), 6);
  expect(q4f16?.tokensPerSecond).toBeCloseTo(89, 0);
  expect(ceilingLines('M2', 45)[1]).toMatch(/^Apple M2, q4f16: at most 89 tokens\/s .*; 45 measured: 50 %$/);
  expect(() => ceilingsOf('abacus')).toThrow('Apple M1');
});

test('each metric of the issue has a wanted value, which is met up to its limit and missed behind it', () => {
  expect(Object.keys(WANTED)).toEqual([...METRICS]);
  expect(isMet('mapsPerToken', compared(2, 0.3, 1))).toBe(true);
  expect(isMet('mapsPerToken', compared(2, 0.31, 1))).toBe(false);
  expect(isMet('packMs720p', compared(60, 2, 1))).toBe(true);
  expect(isMet('packMs720p', compared(60, 3, 1))).toBe(false);
  expect(isMet('jobsPerMinute', compared(2, 3, 1))).toBe(true);
  expect(isMet('jobsPerMinute', compared(2, 2.9, 1))).toBe(false);
  expect(isMet('memorySlope', compared(3, Number.NaN, 1))).toBe(false);
});

test('the table shows what was measured and says what was missed; what was not measured is neither', () => {
  const results = { mapsPerToken: compared(2, 0.25, 3), packMs720p: compared(60, 20, 5) };
  const checks = [{ name: 'pixels', found: '3', wanted: '0', ok: false }];
  expect(missed(results, checks)).toEqual(['packMs720p', 'pixels']);
  const [head = '', maps = '', pack = '', pixels = '', ...more] = resultsTable(results, checks).split('\n');
  expect(head.split(/ {2,}/)).toEqual(['metric', 'stock', 'ours', 'ratio', 'n', 'wanted']);
  expect(maps.split(/ {2,}/)).toEqual(['mapsPerToken', '2', '0.25', '0.125', '3', '<= 0.3, ids read every 4', 'ok']);
  expect(pack).toMatch(/MISSED$/);
  expect(pixels).toMatch(/^pixels .*MISSED$/);
  expect(more).toEqual([]);
});

test('a memory that grows by one in a hundred a job has a slope of so much, and a still one of none', () => {
  const samples = [10, 20, 30, 40].map((job) => ({ job, gpu: 1000 + 10 * (job - 30), js: 500, wasm: 500 }));
  const { gpu, js } = memorySlopes(samples, 10, 100);
  expect(gpu).toBeCloseTo(100, 6);
  expect(js).toBe(0);
});
