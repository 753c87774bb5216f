import { expect, test } from 'vitest';
import { saySpeed } from './saySpeed.ts';

test('M9: a speed is told with its share of what the memory allows, as far as it is known', () => {
  expect(saySpeed({ tokensPerSecond: 31.2, ceilingTokensPerSecond: 91.4 })).toBe(
    '31 tokens/s, 34 % of what this GPU’s memory allows (91)',
  );
  expect(saySpeed({ tokensPerSecond: 2.44, ceilingTokensPerSecond: 9.1 })).toBe(
    '2.4 tokens/s, 27 % of what this GPU’s memory allows (9.1)',
  );
  expect(saySpeed({ tokensPerSecond: 31.2 })).toBe('31 tokens/s');
  expect(saySpeed({ ceilingTokensPerSecond: 91 })).toBeUndefined();
});
