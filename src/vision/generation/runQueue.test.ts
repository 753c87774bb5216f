import { expect, test } from 'vitest';
import { createDeferred } from '../../../tests/fakes/deferred.ts';
import { createRunQueue } from './runQueue.ts';

test('V5 V14: runs go one at a time, first come first served, and one that fails fails alone', async () => {
  const queue = createRunQueue();
  const first = createDeferred<string>();
  const log: string[] = [];
  const named = (name: string) => async () => {
    log.push(name);
    if (name === 'broken') throw new Error('the run failed');
    return name;
  };
  const held = queue(() => first.promise);
  const broken = queue(named('broken'));
  const last = queue(named('last'));
  expect(log).toEqual([]);
  first.resolve('first');
  expect(await held).toBe('first');
  await expect(broken).rejects.toThrow('the run failed');
  expect(await last).toBe('last');
  expect(log).toEqual(['broken', 'last']);
});
