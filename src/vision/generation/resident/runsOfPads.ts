/** Rows `row`.. of an image that go to the places `at`.. of a prompt. */
interface RunOfPads {
  readonly image: number;
  readonly row: number;
  readonly at: number;
  readonly count: number;
}

/** @throws RangeError where the pads of a prompt are not those of its images */
export function runsOfPads(
  ids: readonly number[],
  images: readonly { readonly tokens: number }[],
  isPad: (id: number) => boolean,
  from: number,
  to: number,
): RunOfPads[] {
  const runs: RunOfPads[] = [];
  let image = 0;
  let row = 0;
  for (let at = 0; at < ids.length; at++) {
    if (!isPad(ids[at] as number)) continue;
    const tokens = images[image]?.tokens;
    if (tokens === undefined) throw new RangeError(`the prompt has room for more than its ${images.length} images`);
    if (at >= from && at < to) {
      const last = runs.at(-1);
      if (last && last.image === image && last.at + last.count === at)
        runs[runs.length - 1] = { ...last, count: last.count + 1 };
      else runs.push({ image, row, at, count: 1 });
    }
    row += 1;
    if (row === tokens) {
      image += 1;
      row = 0;
    }
  }
  if (image < images.length) throw new RangeError(`the prompt has too little room for its ${images.length} images`);
  return runs;
}
