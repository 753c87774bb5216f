import { expect, test } from 'vitest';
import { LAPTOP, workMs } from './deviceProfile.ts';

const ofDecoder = (rows: number, total: number) => workMs(LAPTOP, { type: 'decoder', rows, total, logits: 1 });

test('A laptop sees and reads a 720p frame of 920 tokens in 3.4 s, and one of 252 tokens in 0.9 s.', () => {
  const see = (tokens: number) => workMs(LAPTOP, { type: 'vision', patches: 4 * tokens });
  expect(see(920) + ofDecoder(1040, 1040)).toBeCloseTo(3400, -2);
  expect(see(252) + ofDecoder(372, 372)).toBeCloseTo(900, -2);
});

test('A laptop writes 45 to 50 tokens a second, and eight rows take less than twice the time of one.', () => {
  expect(1000 / ofDecoder(1, 372)).toBeGreaterThan(45);
  expect(1000 / ofDecoder(1, 372)).toBeLessThan(50);
  const eight = workMs(LAPTOP, { type: 'decoder', rows: 8, total: 380, logits: 8 });
  expect(eight).toBeGreaterThan(ofDecoder(1, 372));
  expect(eight).toBeLessThan(2 * ofDecoder(1, 372));
});
