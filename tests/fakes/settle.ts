import { setImmediate } from 'node:timers/promises';

/** Lets everything run that waits for nothing but its turn: promises, and messages between threads that are fakes. */
export async function settle(turns = 3): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await setImmediate();
}
