import { expect, test } from 'vitest';
import { settle } from '../../tests/fakes/settle.ts';
import { createIdleWatch } from './idle.ts';

/** A window with an idle detector that is where a test puts it. */
function createScope(permission: 'granted' | 'denied' | 'prompt' = 'granted') {
  const detectors: FakeDetector[] = [];
  const status = Object.assign(new EventTarget(), { state: permission as string });
  class FakeDetector extends EventTarget {
    static readonly requestPermission = async () => permission;
    userState = 'active';
    screenState = 'unlocked';
    options: { readonly threshold: number; readonly signal: AbortSignal } | undefined;
    constructor() {
      super();
      detectors.push(this);
    }
    async start(options: { readonly threshold: number; readonly signal: AbortSignal }): Promise<void> {
      this.options = options;
      if (permission !== 'granted') throw new DOMException('no', 'NotAllowedError');
    }
    turn(userState: string, screenState = 'unlocked'): void {
      Object.assign(this, { userState, screenState });
      this.dispatchEvent(new Event('change'));
    }
  }
  const navigator = { permissions: { query: async () => status } };
  return { scope: { IdleDetector: FakeDetector, navigator }, detectors, status };
}

test('G23: it tells at once and on each change whether anybody is there; a locked screen is nobody', async () => {
  const { scope, detectors } = createScope();
  const told: string[] = [];
  const stop = createIdleWatch(scope)?.watch((user) => told.push(user));
  await settle();
  detectors[0]?.turn('idle');
  detectors[0]?.turn('active');
  detectors[0]?.turn('active', 'locked');
  expect(told).toEqual(['active', 'idle', 'active', 'idle']);
  expect(detectors[0]?.options?.threshold).toBe(60_000);
  stop?.();
  detectors[0]?.turn('active');
  expect([told.length, detectors[0]?.options?.signal.aborted]).toEqual([4, true]);
});

test('G23: without the permission nothing is told, and nothing breaks', async () => {
  const { scope } = createScope('denied');
  const told: string[] = [];
  const idle = createIdleWatch(scope);
  idle?.watch((user) => told.push(user));
  await settle();
  expect(told).toEqual([]);
  expect(await idle?.ask()).toBe('denied');
});

test('G23: a permission that is taken back is told', async () => {
  const { scope, status } = createScope();
  const told: string[] = [];
  createIdleWatch(scope)?.access((access) => told.push(access));
  await settle();
  status.state = 'denied';
  status.dispatchEvent(new Event('change'));
  expect(told).toEqual(['granted', 'denied']);
});

test('G23: a browser without the API has none', () => {
  expect(createIdleWatch({})).toBeUndefined();
});
