import { expect, test } from 'vitest';
import { SCREENS } from './screens.ts';

test('G86: each screen has a name and a title of its own, and shows itself or another of the list', () => {
  const names = SCREENS.map(({ name }) => name);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  const titles = SCREENS.map(({ group, title }) => `${group}: ${title}`);
  expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
  expect(SCREENS.filter(({ name, state = name }) => !names.includes(state))).toEqual([]);
});
