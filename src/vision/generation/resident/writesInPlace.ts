// Whether a decoder with grouped attention gives the same numbers with its caches in place is tried out, on a few tokens in
// pieces as answers come: its graph may also use the caches' length, which is then not that of the tokens.
import type { Prompt } from '../model.ts';
import type { createResidentDecoder } from './residentDecoder.ts';

type Decoder = ReturnType<typeof createResidentDecoder>;

/** Of half floats, summed up in another order. */
const TOLERANCE = 0.02;

/** Any tokens do; text alone. */
const TRIAL: Prompt = {
  ids: [1, 2, 3, 4, 5],
  positions: Array<number[]>(3).fill([0, 1, 2, 3, 4]),
  nextPosition: 5,
  images: [],
};

/** @param open a decoder with its caches in place, or not */
export async function writesInPlace(open: (inPlace: boolean) => Decoder): Promise<boolean> {
  const certain = await attempt(open(false));
  try {
    const inPlace = await attempt(open(true));
    return certain.every((numbers, step) => isNear(numbers, inPlace[step] as Float32Array));
  } catch {
    return false;
  }
}

/** @returns the numbers behind the trial's tokens, and behind two more that it said itself */
async function attempt(decoder: Decoder): Promise<Float32Array[]> {
  try {
    await decoder.start(TRIAL, 8);
    const numbers = [await decoder.firstLogits()];
    for (let step = 0; step < 2; step++) {
      await decoder.next({ draft: [], most: 1 });
      numbers.push(await decoder.firstLogits());
    }
    return numbers;
  } finally {
    decoder.dispose();
  }
}

function isNear(a: Float32Array, b: Float32Array): boolean {
  const scale = a.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return a.length === b.length && a.every((value, i) => Math.abs(value - (b[i] as number)) <= TOLERANCE * scale);
}
