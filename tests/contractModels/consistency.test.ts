// The models compute as real ones do where a worker can get it wrong: what is fed counts, and a prompt may come in pieces.
import { beforeAll, describe, expect, test } from 'vitest';
import type { Sessions } from '../../src/vision/generation/session.ts';
import { type ContractOptions, FAMILIES, type FamilyName } from '../support/contractModels/families.ts';
import { allOf, makeNodeTensor, openSessionsInNode } from '../support/contractModels/nodeSessions.ts';
import { random } from '../support/contractModels/onnxGraph.ts';
import { embedTokens, type Rows, runDecoder, type Step, seeImages } from '../support/contractModels/runSessions.ts';
import { writeContractModel } from '../support/contractModels/writeContractModel.ts';

/** Two cores may have other work to do. */
const TIMEOUT_MS = 60_000;
const IDS = [40, 7, 300, 7, 112, 9];

const MODELS: readonly (readonly [FamilyName, ContractOptions])[] = [
  ...FAMILIES.map((family) => [family, {}] as const),
  ['qwen3_vl', { taps: 2, logitsToKeep: true }],
  ['qwen3_vl', { layers: 28, dtype: 'q4' }],
  ['qwen3_vl', { dtype: 'fp16', halfRows: true }],
  ['qwen3_5', { dtype: 'q4f16', layers: 8 }],
];

const furthest = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);

const slice = ({ values, count }: Rows, from: number, to: number): Rows => {
  const width = values.length / count;
  return { values: values.slice(from * width, to * width), count: to - from };
};

describe.each(MODELS)('%s %o', (family, options) => {
  const isHalf = options.dtype?.includes('f16') || options.dtype === 'fp16';
  /** What rounding may do. */
  const tolerance = isHalf ? 0.03 : 1e-4;
  /** What an input does at least. */
  const matters = 0.01;
  const patchValues = 6 * (family.startsWith('qwen2') ? 14 : 16) ** 2;
  let sessions: Sessions;
  let rows: Rows;
  let atOnce: Step;

  beforeAll(async () => {
    const dtype = options.dtype ?? 'fp32';
    sessions = await openSessionsInNode(writeContractModel(family, options), allOf(dtype));
    rows = await embedTokens(sessions, IDS);
    atOnce = await runDecoder(sessions, { rows });
  }, TIMEOUT_MS);

  test('V2: a prompt in pieces, with the caches between, gives the logits that it gives at once', async () => {
    const start = await runDecoder(sessions, { rows: slice(rows, 0, 2) });
    const more = await runDecoder(sessions, { rows: slice(rows, 2, 5), caches: start.caches });
    const last = await runDecoder(sessions, { rows: slice(rows, 5, 6), caches: more.caches });
    expect(furthest(last.logits, atOnce.logits)).toBeLessThan(tolerance);
    expect(atOnce.kept).toBe(IDS.length);
  });

  test('V2: every token of the prompt, its order, its mask and each axis of its positions count', async () => {
    const changes = async (feeds: Partial<Parameters<typeof runDecoder>[1]>) =>
      furthest((await runDecoder(sessions, { rows, ...feeds })).logits, atOnce.logits);
    for (const [i, id] of IDS.entries()) {
      const other = await embedTokens(sessions, IDS.with(i, id + 1));
      expect(await changes({ rows: other })).toBeGreaterThan(matters);
    }
    expect(await changes({ rows: await embedTokens(sessions, IDS.with(0, 7).with(1, 40)) })).toBeGreaterThan(matters);
    expect(await changes({ mask: [1, 0, 1, 1, 1, 1] })).toBeGreaterThan(matters);
    const places = IDS.map((_, i) => i);
    for (const axis of [0, 1, 2]) {
      const positions = [places, places, places].with(axis, places.with(2, 9));
      expect(await changes({ positions })).toBeGreaterThan(matters);
    }
  });

  test('V2: each cache counts', async () => {
    const { caches } = await runDecoder(sessions, { rows: slice(rows, 0, 5) });
    const newest = slice(rows, 5, 6);
    const right = await runDecoder(sessions, { rows: newest, caches });
    for (const [name, { type, dims, data }] of Object.entries(caches)) {
      if (type !== 'float32' && type !== 'float16') throw new TypeError(`${name} is of type ${type}`);
      const zeros = makeNodeTensor(type, new (data.constructor as Float32ArrayConstructor)(data.length), dims);
      const wrong = await runDecoder(sessions, { rows: newest, caches: { ...caches, [name]: zeros } });
      expect([name, furthest(wrong.logits, right.logits) > matters]).toEqual([name, true]);
    }
  });

  test('V2: a mask of another length than the tokens so far is refused', async () => {
    await expect(runDecoder(sessions, { rows, mask: Array(IDS.length + 1).fill(1) })).rejects.toThrow();
  });

  test('V8: both frames of a pair, each patch and the grid count', async () => {
    const pixels = random('pixels', 16 * patchValues, 1);
    const right = await seeImages(sessions, pixels, [[1, 4, 4]]);
    // Of a patch's values: colour by colour, first the older frame's, then the newer one's.
    for (const value of [0, patchValues / 6, patchValues - 1]) {
      for (const patch of [0, 7, 15]) {
        const at = patch * patchValues + value;
        const seen = await seeImages(sessions, pixels.with(at, 9), [[1, 4, 4]]);
        expect(furthest(seen.values, right.values)).toBeGreaterThan(matters);
      }
    }
    const wide = await seeImages(sessions, pixels, [[1, 2, 8]]);
    expect(furthest(wide.values, right.values)).toBeGreaterThan(matters);
  });

  test('V8: images and the steps of a video are seen alike in one run and in one each', async () => {
    const pixels = random('pixels', 40 * patchValues, 1);
    const part = (from: number, to: number) => pixels.slice(from * patchValues, to * patchValues);
    const together = await seeImages(sessions, pixels, [
      [2, 4, 4],
      [1, 2, 4],
    ]);
    const apart = [
      await seeImages(sessions, part(0, 16), [[1, 4, 4]]),
      await seeImages(sessions, part(16, 32), [[1, 4, 4]]),
      await seeImages(sessions, part(32, 40), [[1, 2, 4]]),
    ];
    const joined = Float32Array.from(apart.flatMap(({ values }) => [...values]));
    expect(furthest(together.values, joined)).toBeLessThan(tolerance);
  });

  test('V2: a row of an image counts in the place of a token’s', async () => {
    const { values } = await seeImages(sessions, random('pixels', 4 * patchValues, 1), [[1, 2, 2]]);
    const merged = rows.values.slice();
    merged.set(values, 2 * (rows.values.length / rows.count));
    const seen = await runDecoder(sessions, { rows: { values: merged, count: rows.count } });
    expect(furthest(seen.logits, atOnce.logits)).toBeGreaterThan(matters);
    if (!options.taps) return;
    // Deepstack: the further parts of a row are its own.
    const bare = merged.map((value, i) => (i % values.length < 2048 ? value : 0));
    const without = await runDecoder(sessions, { rows: { values: bare, count: rows.count } });
    expect(furthest(without.logits, seen.logits)).toBeGreaterThan(matters);
  });

  test('V2: where it may be asked for fewer logits, the last are what is kept', async () => {
    if (!sessions.decoder_model_merged.inputNames.includes('num_logits_to_keep')) return;
    const one = await runDecoder(sessions, { rows, logitsToKeep: 1 });
    expect(one.kept).toBe(1);
    expect(furthest(one.logits, atOnce.logits)).toBeLessThan(tolerance);
  });
});
