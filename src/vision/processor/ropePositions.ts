// Where each token stands on the three axes time, row and column (transformers, `get_rope_index`). Text moves along all
// three at once; an image stands at one time and is spread over rows and columns. What follows goes on behind the largest
// position so far, on whatever axis. (Behind a long video of Qwen2 and Qwen2.5, transformers 5 goes back to where the
// video began; up to 4.57, and where these models were trained, it did not.)
import type { PromptIds } from './buildPrompt.ts';
import type { Family } from './family.ts';

export interface RopePositions {
  /** Time, row and column of each token. */
  readonly positions: readonly [readonly number[], readonly number[], readonly number[]];
  /** Of the first token of the answer, on all three axes. */
  readonly nextPosition: number;
}

export function ropePositions({ ids, slots }: PromptIds, { tokens }: Family, mergeSize: number): RopePositions {
  const times: number[] = [];
  const rows: number[] = [];
  const columns: number[] = [];
  let here = 0;
  let next = 0;
  while (times.length < ids.length) {
    const id = ids[times.length];
    const slot = id === tokens.image || id === tokens.video ? slots[next++] : undefined;
    if (!slot) {
      times.push(here);
      rows.push(here);
      columns.push(here);
      here += 1;
      continue;
    }
    const [pairs, patchRows, patchColumns] = slot.grid;
    const [height, width] = [patchRows / mergeSize, patchColumns / mergeSize];
    const timeOf = (pair: number) => Math.trunc(Math.fround(pair * slot.timeStep));
    for (let pair = 0; pair < pairs; pair++) {
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          times.push(here + timeOf(pair));
          rows.push(here + row);
          columns.push(here + column);
        }
      }
    }
    here += Math.max(height, width, timeOf(pairs - 1) + 1);
  }
  return { positions: [times, rows, columns], nextPosition: here };
}
