import { afterEach, expect, test } from 'vitest';
import { createFakeSmallStore } from '../../../tests/fakes/fakePagePorts.ts';
import { speak, words } from './language.ts';
import { createLanguageChoice } from './languageChoice.ts';

afterEach(() => speak('en'));

async function open(preferred: readonly string[], kept: Record<string, string> = {}) {
  const store = createFakeSmallStore(kept);
  const root = { lang: '' };
  return { store, root, choice: await createLanguageChoice(store, root, preferred) };
}

test('G65: the page speaks the first language that the browser prefers and the page has', async () => {
  const { root, choice, store } = await open(['fr-CH', 'de-AT', 'en']);
  expect([choice.language.value, root.lang, words.value.settings.useLink]).toEqual(['de', 'de', 'Übernehmen']);
  expect([...store.kept.keys()]).toEqual([]);
  expect((await open(['fr', 'toString'])).root.lang).toBe('en');
});

test('G65: what the person chose is spoken at once, and remembered', async () => {
  const { root, choice, store } = await open(['en-US']);
  await choice.choose('de');
  expect([root.lang, words.value.settings.useLink]).toEqual(['de', 'Übernehmen']);
  expect((await open(['en-US'], Object.fromEntries(store.kept))).choice.language.value).toBe('de');
});

test('G65: of two choices in a row the second one holds, whichever words come first', async () => {
  const { root, choice } = await open(['en']);
  await Promise.all([choice.choose('de'), choice.choose('en')]);
  expect([root.lang, choice.language.value, words.value.settings.useLink]).toEqual(['en', 'en', 'Use them']);
});
