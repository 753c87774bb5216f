import { Tensor } from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { createStubSessions, QWEN3_VL_2B, type StubWork } from './stubSessions.ts';

const { vocabulary, width } = QWEN3_VL_2B;
const END = 9;

/** A prompt is whole with END; then its own sum is said, and the next numbers. */
function setUp() {
  const work: StubWork[] = [];
  const sessions = createStubSessions({
    tensors: Tensor,
    device: { run: async (done) => void work.push(done) },
    answerTo: (ids) => {
      if (ids.at(-1) !== END) return undefined;
      const sum = ids.reduce((all, id) => all + id, 0);
      return [sum, sum + 1, sum + 2, sum + 3];
    },
  });
  const integers = (values: readonly number[], dims: number[]) =>
    new Tensor('int64', BigInt64Array.from(values, BigInt), dims);

  /** @returns the most likely token behind each of the last `keep` rows */
  async function feed(ids: readonly number[], past: number, keep: number): Promise<number[]> {
    const { inputs_embeds } = await sessions.embed_tokens.run({ input_ids: integers(ids, [1, ids.length]) });
    expect(inputs_embeds?.dims).toEqual([1, ids.length, width]);
    const total = past + ids.length;
    const { logits } = await sessions.decoder_model_merged.run({
      inputs_embeds: inputs_embeds as Tensor,
      attention_mask: integers(Array(total).fill(1), [1, total]),
      num_logits_to_keep: integers([keep], []),
    });
    const values = logits?.data as Float32Array;
    return Array.from({ length: keep }, (_, row) =>
      values.subarray(row * vocabulary, (row + 1) * vocabulary).indexOf(1),
    );
  }
  return { work, feed };
}

test('The decoder says the answer, one row behind the other, and again after rows were taken back.', async () => {
  const { feed, work } = setUp();
  expect(await feed([1, 2, END], 0, 1)).toEqual([12]);
  expect(await feed([12], 3, 1)).toEqual([13]);
  expect(await feed([13, 99, 99], 4, 3)).toEqual([14, 15, 15]);
  expect(await feed([14], 5, 1)).toEqual([15]);
  expect(work.filter(({ type }) => type === 'decoder').map((done) => 'total' in done && done.total)).toEqual([
    3, 4, 7, 6,
  ]);
});

test('A prompt may go on from a beginning that was fed long before.', async () => {
  const { feed } = setUp();
  await feed([1, 2], 0, 1);
  expect(await feed([3, END], 2, 1)).toEqual([15]);
  await feed([15], 4, 1);
  expect(await feed([30, END], 2, 1)).toEqual([42]);
});
