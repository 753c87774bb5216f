import { expect, test } from 'vitest';
import { createFakeClock } from '../../tests/fakes/fakeClock.ts';
import { createLineBudget } from './lineBudget.ts';

function setUp() {
  const clock = createFakeClock();
  const lines: string[] = [];
  const log = createLineBudget(clock, (level, text) => lines.push(`${level} ${text}`));
  const say = (count: number) => {
    for (let i = 0; i < count; i++) log('info', 'job');
  };
  return { clock, lines, say, keptBack: () => lines.filter((line) => line.includes('too many to list')) };
}

test('S12: 50 lines a second are listed, each as it comes', () => {
  const { clock, lines, say, keptBack } = setUp();
  for (let second = 0; second < 3; second++) {
    say(50);
    expect(lines).toHaveLength(50 * (second + 1));
    clock.advance(1000);
  }
  expect(keptBack()).toEqual([]);
});

test('S12: of more lines in a second one says how many were kept back, at the end of the second', () => {
  const { clock, lines, say } = setUp();
  say(1050);
  expect(lines).toHaveLength(50);
  clock.advance(999);
  expect(lines).toHaveLength(50);
  clock.advance(1);
  expect(lines.slice(50)).toEqual(['warning [Worker] … and 1000 more lines in a second: too many to list.']);
  clock.advance(10_000);
  expect([lines.length, clock.pending]).toEqual([51, 0]);
});

test('S12: the next second has lines of its own', () => {
  const { clock, lines, say, keptBack } = setUp();
  say(60);
  clock.advance(1000);
  say(60);
  clock.advance(1000);
  expect(lines).toHaveLength(102);
  expect(keptBack()).toHaveLength(2);
});

test('S12: while timers are held back, the first line of the next second says what was kept back before it', () => {
  const { clock, lines, say, keptBack } = setUp();
  for (let second = 0; second < 4; second++) {
    say(70);
    clock.skip(1000);
  }
  // The timers of the seconds before ring now, all at once.
  say(30);
  clock.advance(0);
  say(30);
  expect(keptBack()).toHaveLength(4);
  expect(lines).toHaveLength(4 * 51 + 50);
});

test('S12: a clock that is set back does not silence the log', () => {
  const { clock, lines, say } = setUp();
  say(60);
  clock.skip(-3_600_000);
  say(10);
  expect(lines.filter((line) => line === 'info job')).toHaveLength(60);
});
