import { describe, expect, test } from 'vitest';
import { createFakeClock } from '../../tests/fakes/fakeClock.ts';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import type { SeenBox } from '../vision/ask.ts';
import { createCameraMemory } from './cameraMemory.ts';

const MINUTE_MS = 60_000;
const box = (label: string, x1: number, width = 100): SeenBox => ({ label, bbox: [x1, 0, x1 + width, 100] });
/** A job of a camera, so many seconds after noon. */
const shot = (second = 0, serviceId = 'yard') =>
  jobCalled('j', { serviceId, timestamp: new Date(Date.UTC(2026, 0, 10, 12, 0, second)).toISOString() });

function setUp() {
  const clock = createFakeClock();
  const memory = createCameraMemory(clock);
  /** The ids that the boxes get, which are remembered. */
  const see = (job: ReturnType<typeof shot>, ...boxes: readonly SeenBox[]): number[] => {
    const objects = memory.identify(job, boxes);
    memory.remember(job, { objects });
    return objects.map(({ id }) => id);
  };
  return { clock, memory, see };
}

describe('ids of objects', () => {
  test('K9: an object of the same label and about the same place keeps its id, and a new one gets the next', () => {
    const { see } = setUp();
    expect(see(shot(0), box('car', 0), box('dog', 500))).toEqual([1, 2]);
    expect(see(shot(1), box('dog', 520), box('car', 10), box('person', 0))).toEqual([2, 1, 3]);
    expect(see(shot(2), box('car', 20), box('bicycle', 20))).toEqual([1, 4]);
  });

  test('K9: another label, or too little overlap, makes a new object', () => {
    const { see } = setUp();
    see(shot(0), box('car', 0));
    expect(see(shot(1), box('truck', 0))).toEqual([2]);
    // 100 wide, 54 apart: 46 of 154 are shared, just under 0.3; 53 apart, 47 of 153 are just over.
    see(shot(2), box('car', 0));
    expect(see(shot(3), box('car', 54))).toEqual([4]);
    expect(see(shot(4), box('car', 54 + 53))).toEqual([4]);
    expect(see(shot(5), box('car', 54 + 53, 0))).toEqual([5]);
  });

  test('K9: of two boxes on one object the better fit has its id, and no id is given twice', () => {
    const { see } = setUp();
    see(shot(0), box('car', 0));
    expect(see(shot(1), box('car', 30), box('car', 5))).toEqual([2, 1]);
  });

  test('K9: an object that was gone for one batch is a new one', () => {
    const { see } = setUp();
    see(shot(0), box('car', 0));
    see(shot(1));
    expect(see(shot(2), box('car', 0))).toEqual([2]);
  });

  test('K9: cameras do not share their objects', () => {
    const { see } = setUp();
    expect(see(shot(0, 'yard'), box('car', 0), box('car', 500))).toEqual([1, 2]);
    expect(see(shot(1, '__proto__'), box('dog', 0))).toEqual([1]);
  });

  test('K9: only what is remembered counts: a job that came to nothing uses up no ids', () => {
    const { memory } = setUp();
    memory.identify(shot(0), [box('car', 0)]);
    expect(memory.identify(shot(1), [box('dog', 0)])).toMatchObject([{ id: 1 }]);
  });
});

describe('what the batch before showed', () => {
  test('K8: it is the newest description and the newest objects, each from the job that told of it', () => {
    const { memory } = setUp();
    expect(memory.before(shot(0))).toBeUndefined();
    memory.remember(shot(0), { description: 'A car comes.' });
    expect(memory.before(shot(1))).toEqual({ description: 'A car comes.', objects: [] });
    memory.remember(shot(1), { objects: [{ id: 1, ...box('car', 0) }] });
    expect(memory.before(shot(2))).toEqual({ description: 'A car comes.', objects: [{ id: 1, ...box('car', 0) }] });
    memory.remember(shot(2), {});
    expect(memory.before(shot(3))?.description).toBe('A car comes.');
    expect(memory.before(shot(3, 'hall'))).toBeUndefined();
  });

  test('K8: an older job that comes late replaces nothing, is told of nothing later, and its ids are used up', () => {
    const { memory, see } = setUp();
    see(shot(10), box('car', 0));
    memory.remember(shot(10), { description: 'New.' });
    expect(memory.before(shot(5))).toBeUndefined();
    expect(see(shot(5), box('dog', 0))).toEqual([2]);
    memory.remember(shot(5), { description: 'Old.' });
    expect(memory.before(shot(11))).toMatchObject({ description: 'New.', objects: [{ id: 1 }] });
    expect(see(shot(11), box('person', 0))).toEqual([3]);
  });

  test('K8: of two jobs of one second, and of jobs without a time stamp, the one that came later is the newer', () => {
    const { memory } = setUp();
    for (const timestamp of ['2026-01-10T12:00:00Z', '', 'soon']) {
      const job = { ...shot(), timestamp };
      memory.remember(job, { description: 'First.' });
      memory.remember(job, { description: 'Second.' });
      expect(memory.before(job)?.description).toBe('Second.');
    }
  });

  test('K8: it is forgotten after ten minutes, and ids go on all the same', () => {
    const { memory, see, clock } = setUp();
    see(shot(0), box('car', 0));
    clock.advance(5 * MINUTE_MS);
    memory.remember(shot(1), { description: 'A car stands.' });
    clock.advance(5 * MINUTE_MS + 1);
    expect(memory.before(shot(2))).toEqual({ description: 'A car stands.', objects: [] });
    clock.advance(5 * MINUTE_MS);
    expect(memory.before(shot(3))).toBeUndefined();
    expect(see(shot(4), box('car', 0))).toEqual([2]);
  });

  test('K8: a time stamp from the future is believed for ten minutes at most', () => {
    const { memory, clock } = setUp();
    memory.remember({ ...shot(), timestamp: '2099-01-01T00:00:00Z' }, { description: 'From the future.' });
    memory.remember(shot(1), { description: 'Now.' });
    expect(memory.before(shot(2))).toBeUndefined();
    clock.advance(10 * MINUTE_MS + 1);
    memory.remember(shot(3), { description: 'Now.' });
    expect(memory.before(shot(4))?.description).toBe('Now.');
  });

  test('K8: it is bounded: 500 characters, 20 objects, 64 cameras of which the longest unseen goes first', () => {
    const { memory } = setUp();
    const objects = Array.from({ length: 30 }, (_, i) => ({ id: i + 1, ...box('car', i) }));
    memory.remember(shot(0), { description: '🚗'.repeat(600), objects });
    const before = memory.before(shot(1));
    expect(before?.description).toBe('🚗'.repeat(500));
    expect(before?.objects.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(memory.identify(shot(1), [box('dog', 0)])).toMatchObject([{ id: 31 }]);
    for (let i = 0; i < 62; i++) memory.remember(shot(0, `camera-${i}`), { description: 'A.' });
    memory.remember(shot(2), { description: 'Seen again.' });
    for (const serviceId of ['one', 'two']) memory.remember(shot(0, serviceId), { description: 'B.' });
    const known = (serviceId: string) => memory.before(shot(9, serviceId)) !== undefined;
    expect(['camera-0', 'camera-1', 'yard', 'one', 'two'].map(known)).toEqual([false, true, true, true, true]);
  });
});
