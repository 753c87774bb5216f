import { expect, test } from 'vitest';
import { allOf, openSessionsInNode, readModelFolder } from '../support/contractModels/nodeSessions.ts';
import { embedTokens, runDecoder, seeImages } from '../support/contractModels/runSessions.ts';

const PATCH_VALUES = 1536;

for (const folder of ['public/demo-model', 'tests/reference/tiny-model']) {
  test(`V2: ${folder} runs in Node: an image becomes rows, and tokens become logits`, { timeout: 60_000 }, async () => {
    const sessions = await openSessionsInNode(await readModelFolder(folder), allOf('fp32'));
    const rows = await embedTokens(sessions, [1, 2]);
    const seen = await seeImages(sessions, new Float32Array(16 * PATCH_VALUES), [[1, 4, 4]]);
    expect([seen.count, seen.values.length / seen.count]).toEqual([4, rows.values.length / rows.count]);

    const first = await runDecoder(sessions, { rows });
    const second = await runDecoder(sessions, { rows, caches: first.caches });
    expect(second.logits.every(Number.isFinite)).toBe(true);
    expect(second.logits).not.toEqual(first.logits);
  });
}
