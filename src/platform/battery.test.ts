import { expect, test } from 'vitest';
import { settle } from '../../tests/fakes/settle.ts';
import { createBattery } from './battery.ts';

test('G22: the power is told at once, and when plug or charge change', async () => {
  const manager = Object.assign(new EventTarget(), { charging: true, level: 1 });
  const told: unknown[] = [];
  createBattery({ getBattery: async () => manager })?.watch((power) => told.push(power));
  await settle();
  manager.charging = false;
  manager.dispatchEvent(new Event('chargingchange'));
  manager.level = 0.5;
  manager.dispatchEvent(new Event('levelchange'));
  expect(told).toEqual([
    { charging: true, level: 1 },
    { charging: false, level: 1 },
    { charging: false, level: 0.5 },
  ]);
});

test('G22: a browser that has no such API, or forbids it, is known as such', async () => {
  expect(createBattery({})).toBeUndefined();
  const told: unknown[] = [];
  const forbidden = { getBattery: () => Promise.reject(new DOMException('policy', 'NotAllowedError')) };
  createBattery(forbidden)?.watch((power) => told.push(power));
  await settle();
  expect(told).toEqual([undefined]);
});
