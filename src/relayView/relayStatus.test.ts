import { expect, test } from 'vitest';
import { relayStatusSample as statusSample } from '../../tests/fakes/relayStatusSample.ts';
import { boxesOn, parseRelayStatus } from './relayStatus.ts';

test('R8: the relay’s status is read from unknown, and anything else is none', () => {
  expect(parseRelayStatus(statusSample())?.cameras).toEqual([{ service_id: 'yard', name: 'Yard' }]);
  for (const value of [undefined, null, 'text', {}, { relay: 'unblink' }, { ...statusSample(), jobs: [] }]) {
    expect(parseRelayStatus(value)).toBeUndefined();
  }
});

test('G3: a detection that is none is left out, and the rest stays', () => {
  const good = { label: 'car', bbox: [1, 2, 3, 4], frame: 1 };
  const status = statusSample([good, { label: 'car' }, 'x', { label: 'car', bbox: [0, 0, 9000, 1] }]);
  expect(parseRelayStatus(status)?.results[0]?.detections).toEqual([good]);
});

test('G2: boxes are drawn only on the frame that the result is about, and only those of the newest frame', () => {
  const old = { label: 'car', bbox: [1, 2, 3, 4], frame: 0 };
  const status = parseRelayStatus(statusSample([old, { label: 'dog', bbox: [5, 6, 7, 8], frame: 2 }]));
  const [result] = status?.results ?? [];
  expect(result && boxesOn(result, 'job-1')).toEqual([{ id: 1, label: 'dog', bbox: [5, 6, 7, 8] }]);
  expect(result && boxesOn(result, 'job-2')).toEqual([]);
  expect(result && boxesOn(result, undefined)).toEqual([]);
});
