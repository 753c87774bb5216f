import { describe, expect, test } from 'vitest';
import { createFakeClock } from '../../tests/fakes/fakeClock.ts';
import { settle } from '../../tests/fakes/settle.ts';
import { pause, withDeadline } from './deadline.ts';

describe('a deadline', () => {
  /** Something that waits until it is told to end, and says why. */
  function setUp(outside?: AbortSignal) {
    const clock = createFakeClock();
    let ended: string | undefined;
    void withDeadline(clock, 1000, outside, async (signal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      ended = (signal.reason as DOMException).name;
    });
    return { clock, ended: () => ended };
  }

  test('W7: what takes longer than its time is ended', async () => {
    const { clock, ended } = setUp();
    clock.advance(999);
    await settle();
    expect(ended()).toBeUndefined();
    clock.advance(1);
    await settle();
    expect(ended()).toBe('TimeoutError');
  });

  test('W8: what is ended from outside ends at once, and for another reason', async () => {
    const outside = new AbortController();
    const { clock, ended } = setUp(outside.signal);
    outside.abort();
    await settle();
    expect([ended(), clock.pending]).toEqual(['AbortError', 0]);
  });

  test('W7: what ends in time gives what it came to, also where it fails, and no timer runs on', async () => {
    const clock = createFakeClock();
    expect(await withDeadline(clock, 1000, undefined, async () => 7)).toBe(7);
    const failing = withDeadline(clock, 1000, undefined, async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(clock.pending).toBe(0);
  });
});

describe('a pause', () => {
  test('W4: it lasts as long as it is to last', async () => {
    const clock = createFakeClock();
    let over = false;
    void pause(clock, 500, new AbortController().signal).then(() => {
      over = true;
    });
    clock.advance(499);
    await settle();
    expect(over).toBe(false);
    clock.advance(1);
    await settle();
    expect(over).toBe(true);
  });

  test('W8: an abort ends it, also one that came before it, and no timer runs on', async () => {
    const clock = createFakeClock();
    const abort = new AbortController();
    const pausing = pause(clock, 500, abort.signal);
    abort.abort();
    await pausing;
    await pause(clock, 500, abort.signal);
    expect(clock.pending).toBe(0);
  });
});
