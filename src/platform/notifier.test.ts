import { expect, test } from 'vitest';
import { createNotifier } from './notifier.ts';

function createScope(permission = 'granted') {
  const shown: FakeNotification[] = [];
  const calls: string[] = [];
  class FakeNotification {
    static readonly permission = permission;
    static readonly requestPermission = async () => permission;
    readonly title: string;
    readonly options: object;
    onclick: (() => void) | null = null;
    constructor(title: string, options: object) {
      if (permission === 'throws') throw new TypeError('Illegal constructor.');
      this.title = title;
      this.options = options;
      shown.push(this);
    }
    close(): void {
      calls.push('close');
    }
  }
  return { scope: { Notification: FakeNotification, focus: () => void calls.push('focus') }, shown, calls };
}

test('G26: a click on it brings the tab to the front and ends it; all share one place', () => {
  const { scope, shown, calls } = createScope();
  const end = createNotifier(scope)?.show('Stopped', 'The GPU failed.');
  expect(shown[0]).toMatchObject({ title: 'Stopped', options: { body: 'The GPU failed.', tag: expect.any(String) } });
  shown[0]?.onclick?.();
  expect(calls).toEqual(['focus', 'close']);
  end?.();
  expect(calls).toHaveLength(3);
});

test('G26: what was not asked yet is known as such; a browser that shows none breaks nothing', async () => {
  expect(createNotifier(createScope('default').scope)?.access()).toBe('prompt');
  expect(await createNotifier(createScope('denied').scope)?.ask()).toBe('denied');
  expect(createNotifier(createScope('throws').scope)?.show('a', 'b')).toBeTypeOf('function');
  expect(createNotifier({})).toBeUndefined();
});
