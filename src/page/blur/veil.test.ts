import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { createVeil } from './veil.ts';

test('G34: a frame is covered until it is looked at, each for itself, and only where that is wanted', () => {
  const wanted = signal(true);
  const veil = createVeil(wanted);
  const [one, other] = [new Blob(['one']), new Blob(['other'])];
  veil.show(one, true);
  expect([veil.covers(one), veil.covers(other)]).toEqual([false, true]);
  veil.show(one, false);
  expect(veil.covers(one)).toBe(true);
  wanted.value = false;
  expect(veil.covers(other)).toBe(false);
});
