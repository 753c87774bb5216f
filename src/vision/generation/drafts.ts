// Guesses what comes next in an answer, so that the model verifies several tokens in one run instead of finding them one by
// one. A wrong guess costs a little time and never a wrong token. What is guessed is what the same camera's answer to the same
// ask said before: most of a scene stays as it was, and of JSON most is form.

export interface DrafterOptions {
  /** Of a text that is forced. */
  readonly tokenize: (text: string) => readonly number[];
  /** The tokens of the answer before. */
  readonly previous?: readonly number[] | undefined;
  /** Of one draft. */
  readonly maxTokens?: number;
}

/** For one answer. */
export interface Drafter {
  /**
   * What probably comes next; may be empty.
   * @param ids of the answer so far: those of the call before, and what has come since
   * @param forced text that comes next in any case
   */
  draft(ids: readonly number[], forced: string): readonly number[];
}

/** Behind the token that is fed in any case: eight rows, which GPU kernels for few rows are made for. */
const MAX_TOKENS = 7;
/** So many must be alike for an answer to be found again in the one before. Less is chance: digits, commas. */
const LANDMARK_TOKENS = 3;

export function createDrafter({ tokenize, previous = [], maxTokens = MAX_TOKENS }: DrafterOptions): Drafter {
  const tokensOf = memoized(tokenize);
  const landmarks = landmarksOf(previous);
  /** Where in the answer before the next token stands, as far as the two go together. */
  let at = 0;
  let followed = 0;
  /** Whether it has just said what came. */
  let inStep = true;
  /**
   * How many tokens of it are guessed at once: one more for each that comes as it says, fed or not, two less for each other.
   * So it grows where two of three come, and an answer that is all new is soon left alone.
   */
  let trusted = maxTokens;

  const follow = (ids: readonly number[]) => {
    for (; followed < ids.length; followed++) {
      inStep = previous[at] === ids[followed];
      trusted = inStep ? Math.min(maxTokens, trusted + 1) : Math.max(0, trusted - 2);
      at++;
      // Often only a digit is another one, and what follows has not moved.
      const places = inStep ? undefined : landmarks.get(landmarkAt(ids, followed + 1));
      if (places) at = nearest(places, at);
    }
  };

  return {
    draft(ids, forced) {
      follow(ids);
      const sure = tokensOf(forced);
      const agreed = agreedLength(sure, previous, at);
      // The last token of a forced text may be longer in the answer, as `["` for `[`. What is in step knows.
      const needed = Math.max(sure.length - 1, inStep ? 0 : Math.min(1, sure.length));
      if (agreed < needed || at >= previous.length) return sure.slice(0, maxTokens);
      return previous.slice(at, at + Math.min(maxTokens, Math.max(trusted, sure.length)));
    },
  };
}

/** How many tokens of a forced text the answer before has as well. */
function agreedLength(sure: readonly number[], previous: readonly number[], at: number): number {
  const other = sure.findIndex((id, i) => previous[at + i] !== id);
  return other < 0 ? sure.length : other;
}

/** The places of an answer by the tokens before them. */
function landmarksOf(answer: readonly number[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (let end = LANDMARK_TOKENS; end <= answer.length; end++) {
    const landmark = landmarkAt(answer, end);
    const known = places.get(landmark);
    if (known) known.push(end);
    else places.set(landmark, [end]);
  }
  return places;
}

const landmarkAt = (ids: readonly number[], end: number): string =>
  ids.slice(Math.max(0, end - LANDMARK_TOKENS), end).join();

const nearest = (places: readonly number[], to: number): number =>
  places.reduce(
    (best, place) => (Math.abs(place - to) <= Math.abs(best - to) ? place : best),
    Number.POSITIVE_INFINITY,
  );

/** Few texts are forced, and each often. */
function memoized(tokenize: (text: string) => readonly number[]): (text: string) => readonly number[] {
  const known = new Map<string, readonly number[]>([['', []]]);
  return (text) => {
    const tokens = known.get(text) ?? tokenize(text);
    known.set(text, tokens);
    return tokens;
  };
}
