import { expect, test } from 'vitest';
import { oneDecimal, roundHalfToEven } from './pythonNumbers.ts';

// By Python's `round`.
test.each([
  [0.5, 0],
  [1.5, 2],
  [2.5, 2],
  [22.5, 22],
  [23.5, 24],
  [0.4999999999999999, 0],
  [2.4, 2],
  [2.6, 3],
  [7, 7],
  [0, 0],
])('V1: %d rounds to %d, as in Python', (value, rounded) => {
  expect(roundHalfToEven(value)).toBe(rounded);
});

// By Python's f"{value:.1f}".
test.each([
  [0, '0.0'],
  [0.05, '0.1'],
  [0.15, '0.1'],
  [0.25, '0.2'],
  [0.35, '0.3'],
  [0.45, '0.5'],
  [0.5, '0.5'],
  [0.55, '0.6'],
  [0.65, '0.7'],
  [0.75, '0.8'],
  [0.85, '0.8'],
  [0.95, '0.9'],
  [1.05, '1.1'],
  [1.25, '1.2'],
  [1.75, '1.8'],
  [2.25, '2.2'],
  [2.675, '2.7'],
  [8.05, '8.1'],
  [9.95, '9.9'],
  [12.35, '12.3'],
  [59.95, '60.0'],
  [100.25, '100.2'],
  [100.75, '100.8'],
  [1_000_000.25, '1000000.2'],
])('V1: %d with one decimal is %s, as in Python', (value, text) => {
  expect(oneDecimal(value)).toBe(text);
});
