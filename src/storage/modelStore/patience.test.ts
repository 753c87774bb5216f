import { describe, expect, test } from 'vitest';
import { createFakeClock } from '../../../tests/fakes/fakeClock.ts';
import { Cut, createPatience } from './patience.ts';

const open = (random = (): number => 1) => {
  const clock = createFakeClock();
  return { clock, patience: createPatience('hub.example', { clock, random }) };
};
const signal = new AbortController().signal;

/** Waits once and tells how long it was. */
async function waited({ clock, patience }: ReturnType<typeof open>, error: unknown): Promise<number> {
  const startMs = clock.now();
  let isOver = false;
  const wait = patience.wait(error, signal).then(() => {
    isOver = true;
  });
  while (!isOver) {
    clock.advance(1);
    await Promise.resolve();
  }
  await wait;
  return clock.now() - startMs;
}

describe('tries in a row', () => {
  test('M4: wait twice as long each time, and from the start again after new bytes', async () => {
    const stage = open();
    const times: number[] = [];
    for (let index = 0; index < 4; index++) times.push(Math.round((await waited(stage, new Error('x'))) / 100) * 100);
    expect(times).toEqual([500, 1000, 2000, 4000]);
    stage.patience.renew();
    expect(await waited(stage, new Error('x'))).toBeLessThan(510);
  });

  test('M4: wait a share of it, so that many workers do not come back at once', async () => {
    expect(
      await waited(
        open(() => 0.5),
        new Error('x'),
      ),
    ).toBeLessThan(260);
  });

  test('M4: wait as long as the host asks', async () => {
    expect(await waited(open(), new Cut('status 429', 7000))).toBeGreaterThanOrEqual(7000);
  });

  test('M4: end with the eighth, and say why', async () => {
    const stage = open(() => 0);
    for (let index = 0; index < 7; index++) await waited(stage, new Error('x'));
    await expect(stage.patience.wait(new Error('refused'), signal)).rejects.toThrow('from hub.example (refused)');
  });

  test('M6: end at once when the person ends the load', async () => {
    const cancel = new AbortController();
    const { clock, patience } = open();
    const wait = patience.wait(new Error('x'), cancel.signal);
    cancel.abort(new Error('ended'));
    await expect(wait).rejects.toThrow('ended');
    expect(clock.pending).toBe(0);
  });
});
