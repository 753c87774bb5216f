import { expect, test } from 'vitest';
import { findModel } from './models.ts';
import { bytesPerToken, ceilingTokensPerSecond, MEMORY_BANDWIDTHS_GBPS } from './speed.ts';

const decoder = { weights: 900_000_000, cachePerToken: 100_000 };

test('M9: a token costs the decoder’s weights once, and the caches of every token held', () => {
  expect(bytesPerToken(decoder, 0)).toBe(900_000_000);
  expect(bytesPerToken(decoder, 1000)).toBe(1_000_000_000);
});

test('M9: the ceiling is what the memory moves over what a token costs, and falls as the answer grows', () => {
  expect(ceilingTokensPerSecond(decoder, 100, 1000)).toBe(100);
  expect(ceilingTokensPerSecond(decoder, 100, 11_000)).toBe(50);
});

test('M9: Qwen3-VL 2B with 1,100 tokens held: 61 tokens a second on the slowest of the known devices, 228 on the fastest', () => {
  const { decoder: read } = findModel('onnx-community/Qwen3-VL-2B-Instruct-ONNX').withF16;
  if (!read) throw new Error('the catalogue does not say what its decoder reads');
  const ceilings = Object.values(MEMORY_BANDWIDTHS_GBPS).map((gbps) => ceilingTokensPerSecond(read, gbps, 1100));
  expect([Math.min(...ceilings), Math.max(...ceilings)].map(Math.round)).toEqual([61, 228]);
});
