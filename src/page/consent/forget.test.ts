import { expect, test } from 'vitest';
import { createFakeModelShelf, createFakeSmallStore } from '../../../tests/fakes/fakePagePorts.ts';
import { createFakeVisitPorts } from '../../../tests/fakes/fakeVisitPorts.ts';
import { forget, type KeptKind } from './forget.ts';

const MODEL = { modelId: 'a/b', revision: 'r', bytes: 1, complete: true };

function setUp(inUse: readonly string[] = []) {
  const shelf = createFakeModelShelf([MODEL, { ...MODEL, modelId: 'c/d' }], inUse);
  const choices = createFakeSmallStore({ relay: 'ws://x', consents: '[]' });
  const tabStore = createFakeSmallStore({ 'worker-id': 'w' });
  const { keptData, forgotten } = createFakeVisitPorts();
  const kept = async () => [(await shelf.list()).length, forgotten, choices.kept.size + tabStore.kept.size];
  return { keptData, kept, run: (kinds: readonly KeptKind[]) => forget(kinds, { shelf, keptData, choices, tabStore }) };
}

test('G63: each kind is forgotten by its name, and no other', async () => {
  const all = setUp();
  expect(await all.run(['models', 'results', 'totals', 'settings'])).toEqual([]);
  expect(await all.kept()).toEqual([0, ['results', 'totals'], 0]);
  const some = setUp();
  await some.run(['results']);
  expect(await some.kept()).toEqual([2, ['results'], 3]);
});

test('G63: what cannot be removed is told, and the rest goes all the same', async () => {
  const stage = setUp(['a/b']);
  Object.assign(stage.keptData, { forgetResults: () => Promise.reject(new Error('The disk is gone.')) });
  expect(await stage.run(['models', 'results', 'settings'])).toEqual([
    'a/b: The model is in use. Pause first.',
    'The disk is gone.',
  ]);
  expect(await stage.kept()).toEqual([1, [], 0]);
});
