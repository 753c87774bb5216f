import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { createFakeSmallStore } from '../../../tests/fakes/fakePagePorts.ts';
import { createConsents } from './consents.ts';

const HERE = 'http://relay.example:7010';

function setUp(kept: Record<string, string> = {}) {
  const store = createFakeSmallStore(kept);
  const relay = signal<string | undefined>(HERE);
  return { store, relay, consents: createConsents(store, () => 5, relay) };
}

test('G61: consent holds for the relay that it was given to, on later visits too', () => {
  const { store, relay, consents } = setUp();
  expect(consents.current.value).toBeUndefined();
  consents.give();
  expect(consents.current.value).toEqual({ relay: HERE, atMs: 5 });
  relay.value = 'https://relay.example:7010';
  expect(consents.current.value).toBeUndefined();
  expect(setUp(Object.fromEntries(store.kept)).consents.current.value?.relay).toBe(HERE);
});

test('G61: the day of the first consent stays, and text that is no relay gets none', () => {
  const { relay, consents } = setUp({ consents: JSON.stringify([{ relay: HERE, atMs: 1 }]) });
  consents.give();
  relay.value = undefined;
  consents.give();
  expect(consents.all.value).toEqual([{ relay: HERE, atMs: 1 }]);
});

test('G63: what is withdrawn is gone from the store, and other relays keep theirs', () => {
  const { store, relay, consents } = setUp();
  consents.give();
  relay.value = 'https://other.example';
  consents.give();
  consents.withdraw(HERE);
  expect(JSON.parse(store.kept.get('consents') ?? '')).toEqual([{ relay: 'https://other.example', atMs: 5 }]);
});

test('G63: what another tab withdrew is withdrawn here, and does not come back with the next consent', () => {
  const { store, relay, consents } = setUp();
  consents.give();
  store.set('consents', '[]');
  consents.refresh();
  expect(consents.current.value).toBeUndefined();
  consents.give();
  store.set('consents', '[]');
  relay.value = 'https://other.example';
  consents.give();
  expect(consents.all.value.map((consent) => consent.relay)).toEqual(['https://other.example']);
});

test.each(['', 'nonsense', '{}', '[1, null, {"relay": 1, "atMs": 2}, {"relay": "x"}]'])(
  'G61: a store that holds %j is no consent',
  (text) => {
    expect(setUp({ consents: text }).consents.all.value).toEqual([]);
  },
);
