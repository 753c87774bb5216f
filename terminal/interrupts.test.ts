import { expect, test } from 'vitest';
import { onInterrupt } from './interrupts.ts';

function createPresses() {
  let listener: () => void = () => {};
  let nowMs = 1000;
  const calls: string[] = [];
  const stop = onInterrupt(
    () => calls.push('first'),
    () => calls.push('second'),
    {
      onSignal(heard) {
        listener = heard;
        return () => {
          listener = () => {};
        };
      },
      now: () => nowMs,
    },
  );
  return {
    calls,
    stop,
    signalAfter(ms: number): void {
      nowMs += ms;
      listener();
    },
  };
}

test('T2: the first Ctrl+C drains and the second stops', () => {
  const presses = createPresses();
  presses.signalAfter(0);
  expect(presses.calls).toEqual(['first']);
  presses.signalAfter(900);
  expect(presses.calls).toEqual(['first', 'second']);
});

test('T2: one Ctrl+C that npm passes on a second time is one', () => {
  const presses = createPresses();
  presses.signalAfter(0);
  presses.signalAfter(3);
  expect(presses.calls).toEqual(['first']);
});

test('T2: a third Ctrl+C changes nothing', () => {
  const presses = createPresses();
  for (let press = 0; press < 3; press++) presses.signalAfter(900);
  expect(presses.calls).toEqual(['first', 'second']);
});

test('T2: nothing is heard after the listening has ended', () => {
  const presses = createPresses();
  presses.stop();
  presses.signalAfter(0);
  expect(presses.calls).toEqual([]);
});
