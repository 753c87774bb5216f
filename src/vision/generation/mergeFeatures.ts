/**
 * Puts the rows of the image features in the place of the pad tokens, one after another.
 * @param embeds [tokens, width], changed in place
 * @param features of each image, [its tokens, width]
 * @throws RangeError where rows and pads differ in number, or the rows in width
 */
export function mergeFeatures(
  embeds: Float32Array,
  ids: readonly number[],
  isPad: (id: number) => boolean,
  features: readonly Float32Array[],
): void {
  const width = embeds.length / ids.length;
  const pads = ids.flatMap((id, i) => (isPad(id) ? [i] : []));
  const values = features.reduce((sum, { length }) => sum + length, 0);
  if (values !== pads.length * width) {
    throw new RangeError(`the vision encoder gave ${values / width} rows for ${pads.length} tokens`);
  }
  let next = 0;
  for (const rows of features) {
    for (let offset = 0; offset < rows.length; offset += width) {
      embeds.set(rows.subarray(offset, offset + width), (pads[next] as number) * width);
      next += 1;
    }
  }
}
