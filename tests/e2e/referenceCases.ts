// What PyTorch answers to ten held-out prompts: tests/reference, written by tools/demo-model/references.py.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Camera } from '../../relay/camera.ts';

const FOLDER = join(import.meta.dirname, '../reference');

const caseSchema = v.object({
  name: v.string(),
  kind: v.picklist(['describe', 'detect', 'video']),
  prompt: v.string(),
  width: v.number(),
  height: v.number(),
  /** File names beside cases.json. */
  frames: v.array(v.string()),
  frameTimesMs: v.nullable(v.array(v.number())),
  expected: v.string(),
});

export const REFERENCE_CASES = v.parse(
  v.array(caseSchema),
  JSON.parse(readFileSync(join(FOLDER, 'cases.json'), 'utf8')),
);

/** A camera that hands out the frames of each case once, as one job a case. */
export function createReferenceCamera(): Camera {
  const cases = REFERENCE_CASES.values();
  return {
    serviceId: 'reference',
    name: 'Reference',
    async next() {
      const { value } = cases.next();
      if (!value) throw new Error('there are no more reference cases');
      return {
        frames: value.frames.map((file) => readFileSync(join(FOLDER, file))),
        width: value.width,
        height: value.height,
        timesSeconds: (value.frameTimesMs ?? [0]).map((ms) => ms / 1000),
        // The name of the case, so that a result can be told apart.
        truth: { captions: [value.name], objects: [], sentence: value.expected },
      };
    },
  };
}
