import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { createFakePageDocument, createFakeWakeLock } from '../../tests/fakes/fakePagePorts.ts';
import { settle } from '../../tests/fakes/settle.ts';
import { createKeepAwake } from './keepAwake.ts';

function setUp(wantedAtFirst = true, offered = true) {
  const document = createFakePageDocument();
  const wakeLock = createFakeWakeLock();
  const wanted = signal(wantedAtFirst);
  const keepAwake = createKeepAwake(wanted, document, offered ? wakeLock : undefined);
  return { document, wakeLock, wanted, keepAwake, state: () => keepAwake.state.value };
}

test('G10: nothing is asked of the browser until the person wants it, and all is given back when they do not', async () => {
  const { wakeLock, wanted, state } = setUp(false);
  await settle();
  expect([wakeLock.requests, state()]).toEqual([0, 'off']);
  wanted.value = true;
  await settle();
  expect([wakeLock.held, state()]).toEqual([1, 'held']);
  wanted.value = false;
  expect([wakeLock.held, state()]).toEqual([0, 'off']);
});

test('G10: a lock that comes after it is wanted no more is given back', async () => {
  const { wakeLock, wanted, state } = setUp();
  wanted.value = false;
  await settle();
  expect([wakeLock.requests, wakeLock.held, state()]).toEqual([1, 0, 'off']);
});

test('G10: the lock that a hidden page loses is taken again when the page is back', async () => {
  const { document, wakeLock, state } = setUp();
  await settle();
  document.hide();
  wakeLock.takeAway();
  expect(state()).toBe('hidden');
  document.show();
  await settle();
  expect([wakeLock.requests, wakeLock.held, state()]).toEqual([2, 1, 'held']);
});

test('G10: a browser that takes the lock from a page in view is not asked again at once', async () => {
  const { document, wakeLock, state } = setUp();
  await settle();
  wakeLock.takeAway();
  await settle();
  expect([wakeLock.requests, state()]).toEqual([1, 'refused']);
  document.show();
  await settle();
  expect(state()).toBe('held');
});

test('G10: a refusal and a browser without wake locks are told as what they are', async () => {
  const refused = setUp(false);
  refused.wakeLock.refuse();
  refused.wanted.value = true;
  await settle();
  expect(refused.state()).toBe('refused');
  expect(setUp(true, false).state()).toBe('missing');
  expect(setUp(false, false).state()).toBe('off');
});

test('G10: closing gives the lock back and listens no more', async () => {
  const { document, wakeLock, wanted, keepAwake } = setUp();
  await settle();
  keepAwake.close();
  wanted.value = false;
  wanted.value = true;
  document.show();
  await settle();
  expect([wakeLock.held, wakeLock.requests]).toEqual([0, 1]);
});
