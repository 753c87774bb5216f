import { expect, test } from 'vitest';
import { createFakePageClock, createFakePageDocument } from '../../../tests/fakes/fakePagePorts.ts';
import { createFakeServiceWorkers } from '../../../tests/fakes/fakeServiceWorkers.ts';
import { settle } from '../../../tests/fakes/settle.ts';
import { watchServiceWorker } from './serviceWorker.ts';

/** @param known whether this browser has been here before */
async function watch(known: boolean) {
  const serviceWorkers = createFakeServiceWorkers(known ? {} : null);
  const clock = createFakePageClock();
  const document = createFakePageDocument();
  let updates = 0;
  const watching = await watchServiceWorker({ serviceWorkers, clock, document }, () => updates++);
  return { serviceWorkers, clock, document, watching, updates: () => updates };
}

async function isOver(promise: Promise<void>): Promise<boolean> {
  let over = false;
  void promise.then(() => {
    over = true;
  });
  await settle();
  return over;
}

test('G52: the first version of all is no update', async () => {
  const { serviceWorkers, updates } = await watch(false);
  serviceWorkers.find();
  serviceWorkers.finish();
  expect([serviceWorkers.registered, updates()]).toEqual([['sw.js'], 0]);
});

test('G52: a version that has come and waits is told, and takes over when it is told to', async () => {
  const { serviceWorkers, watching, updates } = await watch(true);
  serviceWorkers.find();
  expect(updates()).toBe(0);
  serviceWorkers.finish();
  expect(updates()).toBe(1);
  const before = serviceWorkers.controller;
  expect(await isOver(watching.activate())).toBe(true);
  expect(serviceWorkers.controller).not.toBe(before);
});

test('G52: a version that another tab has let take over is told as well', async () => {
  const { serviceWorkers, updates } = await watch(true);
  serviceWorkers.takeOver();
  expect(updates()).toBe(1);
});

test('G53: where no version waits, the newest one of the server is fetched before it takes over', async () => {
  const { serviceWorkers, watching } = await watch(true);
  serviceWorkers.publish();
  const activating = watching.activate();
  expect(await isOver(activating)).toBe(false);
  serviceWorkers.finish();
  expect(await isOver(activating)).toBe(true);
});

test('G53: a version that never comes keeps nobody from reloading', async () => {
  const { serviceWorkers, watching, clock } = await watch(true);
  serviceWorkers.publish();
  const activating = watching.activate();
  expect(await isOver(activating)).toBe(false);
  clock.pass(15);
  expect(await isOver(activating)).toBe(true);
});

test('G52: an open tab asks for a new version once an hour, whether the server answers or not', async () => {
  const { serviceWorkers, clock, watching } = await watch(true);
  clock.pass(3599);
  expect(serviceWorkers.checks).toBe(0);
  clock.pass(1);
  expect(serviceWorkers.checks).toBe(1);
  serviceWorkers.goDown();
  clock.pass(3600);
  // A rejection that nobody handles would fail this run.
  await settle();
  expect(serviceWorkers.checks).toBe(2);
  watching.stop();
  clock.pass(3600);
  expect([serviceWorkers.checks, clock.listeners]).toEqual([2, 0]);
});

test('G52: a tab that is looked at after its timers slept asks at once, and once an hour at most', async () => {
  const serviceWorkers = createFakeServiceWorkers({});
  const document = createFakePageDocument();
  let nowMs = 0;
  const clock = { now: () => nowMs, everySecond: () => () => {} };
  await watchServiceWorker({ serviceWorkers, clock, document }, () => {});
  document.show();
  expect(serviceWorkers.checks).toBe(0);
  nowMs = 3_600_000;
  document.show();
  document.show();
  expect(serviceWorkers.checks).toBe(1);
});
