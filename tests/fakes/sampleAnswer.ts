import type { Answer } from '../../src/vision/api.ts';

export const sampleAnswer = (part: Partial<Answer> = {}): Answer => ({
  type: 'answer',
  text: 'A car stands in the yard.',
  boxes: [],
  promptTokens: 70,
  tokens: 20,
  packMs: 10,
  firstTokenMs: 100,
  totalMs: 600,
  frameSizes: [[640, 360]],
  ...part,
});
