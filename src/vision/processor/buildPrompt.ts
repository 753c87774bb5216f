// A rendered chat and what it shows, into token ids. The chat template writes one slot for each image or video; here a slot
// gets as many pad tokens as the vision encoder gives features, and a video its form.
// Pads are repeated as ids, not as text: each is a token of its own, so that the result is the same and the text short.
import type { Family } from './family.ts';
import type { Grid } from './packFrames.ts';
import { oneDecimal } from './pythonNumbers.ts';

/** An image, or a video, as far as the prompt goes. */
export type Medium =
  | { readonly type: 'image'; readonly grid: Grid; readonly tokens: number }
  | {
      readonly type: 'video';
      /** Of each pair of frames. */
      readonly grid: Grid;
      readonly tokens: number;
      /** One a frame, from the first. */
      readonly frameTimesSeconds: readonly number[];
    };

/** Pad tokens that stand together, and what they stand for. */
export interface Slot {
  readonly type: 'image' | 'video';
  readonly grid: Grid;
  readonly tokens: number;
  /** How far the time axis moves on from one row of the grid to the next. */
  readonly timeStep: number;
  /** What is written before its marks. */
  readonly before: string;
}

export interface PromptIds {
  readonly ids: readonly number[];
  /** In the order of their pads. */
  readonly slots: readonly Slot[];
}

const SLOT = /(?:<\|vision_start\|>)?<\|(image|video)_pad\|>(?:<\|vision_end\|>)?/g;

/**
 * @param chat as the chat template renders it
 * @param media in the order of their slots
 * @throws RangeError where slots and media differ in number or kind: text of others could bring in slots of its own
 */
export function buildPrompt(
  chat: string,
  media: readonly Medium[],
  family: Family,
  tokenize: (text: string) => readonly number[],
): PromptIds {
  const found = Array.from(chat.matchAll(SLOT), ([, type]) => type);
  if (found.join() !== media.map(({ type }) => type).join()) {
    throw new RangeError(`the prompt has slots for [${found}], not for [${media.map(({ type }) => type)}]`);
  }
  const slotsOfMedia = media.map((medium) => slotsOf(medium, family));
  let next = 0;
  const text = chat.replace(SLOT, () => (slotsOfMedia[next++] ?? []).map(written).join(''));
  const slots = slotsOfMedia.flat();
  return { ids: repeatPads(tokenize(text), slots, family), slots };
}

const written = ({ type, before }: Slot): string => `${before}<|vision_start|><|${type}_pad|><|vision_end|>`;

function slotsOf(medium: Medium, family: Family): readonly Slot[] {
  const { type, grid, tokens } = medium;
  if (type === 'image') return [{ type, grid, tokens, timeStep: 1, before: '' }];
  const times = medium.frameTimesSeconds;
  if (family.videoForm === 'pairs') {
    return pairTimes(times).map((seconds) => {
      return { type, grid, tokens, timeStep: 1, before: `<${oneDecimal(seconds)} seconds>` };
    });
  }
  const pairs = Math.ceil(times.length / 2);
  const [, rows, columns] = grid;
  const timeStep = blockTimeStep(times, family.tokensPerSecond);
  return [{ type, grid: [pairs, rows, columns], tokens: pairs * tokens, timeStep, before: '' }];
}

/** The mean time of each pair's frames; the last of an odd number counts for both. */
function pairTimes(times: readonly number[]): number[] {
  const means: number[] = [];
  for (let i = 0; i < times.length; i += 2) {
    const first = times[i] ?? 0;
    means.push((first + (times[i + 1] ?? first)) / 2);
  }
  return means;
}

/** Python computes it in single precision, and it decides which way a position is cut to a whole number. */
function blockTimeStep(times: readonly number[], tokensPerSecond: number | undefined): number {
  if (tokensPerSecond === undefined) return 1;
  const frameSeconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / Math.max(1, times.length - 1);
  return Math.fround(tokensPerSecond * Math.fround(2 * frameSeconds));
}

function repeatPads(ids: readonly number[], slots: readonly Slot[], { tokens }: Family): number[] {
  const repeated: number[] = [];
  let next = 0;
  for (const id of ids) {
    const isPad = id === tokens.image || id === tokens.video;
    const slot = isPad ? slots[next++] : undefined;
    if (isPad && id !== (slot && tokens[slot.type])) throw new RangeError('a pad token stands where no slot is');
    for (let i = slot?.tokens ?? 1; i > 0; i--) repeated.push(id);
  }
  if (next !== slots.length) throw new RangeError(`the tokens hold ${next} slots of ${slots.length}`);
  return repeated;
}
