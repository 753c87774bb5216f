// The known-answer test that every loaded model takes before it takes jobs. GPUs and their drivers do compute wrong numbers
// now and then, and a model on one of them still writes fluent sentences: only a known answer tells.

import type { Ask } from '../ask.ts';
import type { Model } from '../models.ts';
import type { Pixels } from '../processor/pixels.ts';
import { selfTestFrame } from './selfTestFrame.ts';

export type SelfTestVerdict =
  | { readonly ok: true }
  /** Both in words, for a person. */
  | { readonly ok: false; readonly expected: string; readonly got: string };

export interface SelfTestPlan {
  readonly ask: Ask;
  readonly pixels: Pixels;
  /** @param text the answer as the model wrote it, JSON or plain */
  judge(text: string): SelfTestVerdict;
}

/** Greedy, from fp32 sums in PyTorch's order; see selfTestFrame.ts for how far from any other answer it is. */
const DEMO_ANSWER = 'A street with a blue box and a red car.';

/** What a model that sees says of a red square; more than one word, as each has its own manner. */
const NAMES_OF_RED_SQUARE = ['red', 'crimson', 'scarlet', 'square', 'rectangle'];

/** An answer that goes on and on: so many words, and among them so few different ones. */
const LOOP = { words: 8, different: 3 };
const SHOWN_LENGTH = 120;

export function selfTestPlan(model: Pick<Model, 'tasks'>): SelfTestPlan {
  const isDemo = model.tasks === 'demo';
  return {
    ask: isDemo ? { task: 'describe' } : { task: 'describe', maxTokens: 64 },
    pixels: selfTestFrame(isDemo ? 'street' : 'square'),
    judge: (text) => judgeSelfTest(model, text),
  };
}

export function judgeSelfTest(model: Pick<Model, 'tasks'>, text: string): SelfTestVerdict {
  const said = plainText(text);
  const isDemo = model.tasks === 'demo';
  if (isDemo ? said === DEMO_ANSWER : namesRedSquare(said)) return { ok: true };
  return {
    ok: false,
    expected: isDemo ? `“${DEMO_ANSWER}”` : 'a sentence that names the red square',
    got: said === '' ? 'nothing' : `“${said.length > SHOWN_LENGTH ? `${said.slice(0, SHOWN_LENGTH)}…` : said}”`,
  };
}

function namesRedSquare(said: string): boolean {
  const words: readonly string[] = said.toLowerCase().match(/\p{L}+/gu) ?? [];
  const different = new Set(words).size;
  const isLoop = words.length >= LOOP.words && different <= LOOP.different;
  return !isLoop && NAMES_OF_RED_SQUARE.some((name) => words.includes(name));
}

/** A task may hold its answer to a schema: then only what the model filled in says anything about it. */
function plainText(text: string): string {
  try {
    const parsed: unknown = JSON.parse(text);
    return stringsIn(parsed).join(' ').trim();
  } catch {
    return text.trim();
  }
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
