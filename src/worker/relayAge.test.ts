import { expect, test } from 'vitest';
import { createFakeClock } from '../../tests/fakes/fakeClock.ts';
import { createRelayAge } from './relayAge.ts';

/** A relay whose clock is a day behind ours. */
const RELAY_MS = Date.UTC(2026, 0, 9, 12);
const at = (seconds: number): string => new Date(RELAY_MS + seconds * 1000).toISOString();

function setUp() {
  const clock = createFakeClock();
  const age = createRelayAge(clock);
  return { clock, hear: age.hear, of: (timestamp: string, waitedMs = 0) => age.of(timestamp, clock.now() - waitedMs) };
}

test('D5: what was made when the newest was made is new, however wrong the relay’s clock is', () => {
  const { hear, of } = setUp();
  hear(at(0));
  expect(of(at(0))).toBe(0);
});

test('D5: of what arrives together, the older is as old as its stamp is behind the newest', () => {
  const { hear, of } = setUp();
  for (const seconds of [0, 40, 90]) hear(at(seconds));
  expect([of(at(0)), of(at(40)), of(at(90))]).toEqual([90_000, 50_000, 0]);
});

test('D5: the relay’s clock goes on while nothing comes', () => {
  const { clock, hear, of } = setUp();
  hear(at(10));
  clock.advance(30_000);
  expect(of(at(10))).toBe(30_000);
});

test('D5: an older stamp that comes later does not make the newest old', () => {
  const { hear, of } = setUp();
  hear(at(60));
  hear(at(0));
  expect(of(at(60))).toBe(0);
  expect(of(at(0))).toBe(60_000);
});

test('D5: where it waited here for longer than its stamp tells, that counts', () => {
  const { hear, of } = setUp();
  hear(at(0));
  expect(of(at(0), 70_000)).toBe(70_000);
});

test.each(['', 'yesterday'])('D5: with the stamp “%s” it is as old as it waited here', (timestamp) => {
  const { hear, of } = setUp();
  expect(of(timestamp, 5000)).toBe(5000);
  hear(timestamp);
  hear(at(0));
  expect(of(timestamp, 5000)).toBe(5000);
});

test('D5: a relay’s clock that was set back makes everything old for a minute, and no longer', () => {
  const { clock, hear, of } = setUp();
  hear(at(3600));
  clock.advance(60_000);
  hear(at(60));
  expect(of(at(60))).toBeGreaterThan(3_500_000);
  clock.advance(1000);
  hear(at(61));
  expect(of(at(61))).toBe(0);
});
