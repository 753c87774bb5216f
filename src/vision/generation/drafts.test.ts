import { expect, test } from 'vitest';
import { createDrafter, type Drafter, type DrafterOptions } from './drafts.ts';

/** A token is a character. */
const tokensOf = (text: string): number[] => Array.from(text, (character) => character.codePointAt(0) as number);
const textOf = (ids: readonly number[]): string => String.fromCodePoint(...ids);

const drafterOf = (previous: string | undefined, options: Partial<DrafterOptions> = {}): Drafter =>
  createDrafter({ tokenize: tokensOf, previous: previous === undefined ? undefined : tokensOf(previous), ...options });

/** The draft behind a text of which the drafter saw each token come. */
function draftBehind(drafter: Drafter, text: string, forced = ''): string {
  const ids = tokensOf(text);
  ids.forEach((_, i) => drafter.draft(ids.slice(0, i), ''));
  return textOf(drafter.draft(ids, forced));
}

/** How an answer comes, draft by draft: what was proposed, and how much of it came. */
function drafts(drafter: Drafter, answer: string): { draft: string; came: number }[] {
  const seen: { draft: string; came: number }[] = [];
  for (let length = 0; length < answer.length; ) {
    const draft = textOf(drafter.draft(tokensOf(answer.slice(0, length)), ''));
    let came = 0;
    while (came < draft.length && draft[came] === answer[length + came]) came++;
    seen.push({ draft, came });
    length += came + 1;
  }
  return seen;
}

test('without an answer before and with nothing forced there is no draft', () => {
  expect(draftBehind(drafterOf(undefined), '')).toBe('');
  expect(draftBehind(drafterOf(''), 'abc')).toBe('');
});

test('a text that is forced is the draft, up to its cap', () => {
  const drafter = drafterOf(undefined);
  expect(draftBehind(drafter, '{', '"box": [')).toBe('"box": ');
  expect(draftBehind(drafterOf(undefined, { maxTokens: 3 }), '{', '"box": [')).toBe('"bo');
  expect(draftBehind(drafterOf(undefined, { maxTokens: 0 }), '{', '"box": [')).toBe('');
});

test('a text that is forced again and again is tokenized once', () => {
  let calls = 0;
  const tokenize = (text: string) => {
    calls++;
    return tokensOf(text);
  };
  const drafter = createDrafter({ tokenize });
  for (let i = 0; i < 10; i++) drafter.draft(tokensOf('x'.repeat(i)), ', ');
  expect(calls).toBe(1);
});

test('an answer begins as the one before, and an equal one takes one run for eight tokens', () => {
  const answer = 'the same words as before, all of them';
  const seen = drafts(drafterOf(answer), answer);
  expect(seen[0]).toEqual({ draft: 'the sam', came: 7 });
  expect(seen).toHaveLength(Math.ceil(answer.length / 8));
});

test('behind a token that is another one, the draft goes on in step', () => {
  expect(draftBehind(drafterOf('[10, 20, 30, 40]'), '[10, 25')).toBe(', 30,');
});

test('where the answer has left something out, three tokens are enough to find the place', () => {
  const drafter = drafterOf('one car; two dogs; ten birds; six cats');
  expect(draftBehind(drafter, 'one car; ten')).toBe(' birds');
});

test('where the answer has put something in, the draft goes on behind it', () => {
  const drafter = drafterOf('one car; two dogs; six cats');
  expect(draftBehind(drafter, 'one car; NEW THING; two')).toBe(' d');
  expect(draftBehind(drafter, 'one car; NEW THING; two dogs')).toBe('; six c');
});

test('of several places the nearest is meant', () => {
  const box = (x: number) => `{"x": ${x}}, `;
  const before = [11, 12, 13, 14, 15].map(box).join('');
  const drafter = drafterOf(before);
  // A longer number, twice out of step, and then a key that each box has.
  expect(draftBehind(drafter, `${box(11)}${box(12000)}{"x": `)).toBe('13}, {');
});

test('drafts are shorter the more of them fail, and longer the more would have been right', () => {
  const before = 'a text of which nothing comes again; and then at last the one end that both of them have';
  const answer = 'QWERTZUIOPQWERTZUIOP; and then at last the one end that both of them have';
  const seen = drafts(drafterOf(before), answer);
  const lengths = seen.map(({ draft }) => draft.length);
  expect(lengths.slice(0, 5)).toEqual([7, 5, 3, 1, 0]);
  expect(lengths.slice(5, 20).every((length) => length === 0)).toBe(true);
  expect(lengths.slice(-3)).toContain(7);
  // 20 tokens by themselves, 16 that were proposed in vain, and some more before the two are in step again.
  const wasted = seen.reduce((sum, { draft, came }) => sum + draft.length - came, 0);
  expect(wasted).toBe(16);
});

test('a forced text is continued with the answer before, where that goes the same way', () => {
  const drafter = drafterOf('{"x": 1, "y": 2}');
  expect(draftBehind(drafter, '{"x', '": ')).toBe('": 1, "');
});

test('a forced text is believed where the answer before goes another way', () => {
  const drafter = drafterOf('{"x": 1, "y": 2}');
  expect(draftBehind(drafter, '{"x": 1', '}}')).toBe('}}');
  // Out of step, a single token of it is better known than the answer before.
  expect(draftBehind(drafterOf('[1, 2]'), 'qq', ' ')).toBe(' ');
  expect(draftBehind(drafterOf('[1'), '[1', ',')).toBe(',');
});

test('the last token of a forced text may be the beginning of a longer one, as the answer before shows', () => {
  const tokenize = (text: string) => (text === '[' ? [1] : text === ': [' ? [7, 1] : []);
  const longer = [2, 3, 4];
  expect(createDrafter({ tokenize, previous: longer }).draft([], '[')).toEqual(longer);
  expect(createDrafter({ tokenize, previous: [9, 7, 2, 3] }).draft([9], ': [')).toEqual([7, 2, 3]);
});

test('forced texts are proposed whole, however little the answer before is trusted', () => {
  const drafter = drafterOf('QWERTZ": [1, 2, 3]');
  expect(draftBehind(drafter, 'abcdef', '')).toBe('');
  expect(draftBehind(drafter, 'abcdef', '": [')).toBe('": [');
});
