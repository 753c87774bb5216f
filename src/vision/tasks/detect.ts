import type { SeenBox } from '../ask.ts';
import { listOf, objectOf, TEXT } from './jsonSchemas.ts';
import { MAX_BOXES, parseBoxes } from './parseBoxes.ts';
import type { FindingOf, JsonSchema, Task } from './task.ts';
import { wantedLabels, wishes } from './wishes.ts';

/** The format that Qwen-VL was trained for: boxes in 0..1000 of the frame. */
export const boxesSchema = (label: JsonSchema): JsonSchema =>
  listOf(objectOf({ bbox_2d: listOf({ type: 'integer', minimum: 0, maximum: 1000 }, 4, 4), label }), 0, MAX_BOXES);

/** Room for some thirty boxes of the real tokenizer. */
const MAX_TOKENS = 1024;

/** Labels that are asked for come back as they were asked: the answer can name no others. */
export const detect: Task<FindingOf<'detect'>> = {
  name: 'detect',
  maxTokens: MAX_TOKENS,
  prompt(ask) {
    const labels = wantedLabels(ask);
    const what = labels.length > 0 ? labels.map((label) => `every "${label}"`).join(', ') : 'every object';
    const format = '[{"bbox_2d": [x1, y1, x2, y2], "label": "..."}]';
    return `Locate ${what} in the image and report bbox coordinates in JSON format: ${format}, or [] where there is none.${wishes(ask)}`;
  },
  schema(ask) {
    const labels = wantedLabels(ask);
    return boxesSchema(labels.length > 0 ? { type: 'string', enum: labels } : TEXT);
  },
  parse(answer, ask) {
    const boxes = parseBoxes(answer);
    return boxes && { task: 'detect', boxes: keepWanted(boxes, wantedLabels(ask)) };
  },
};

function keepWanted(boxes: readonly SeenBox[], labels: readonly string[]): readonly SeenBox[] {
  if (labels.length === 0) return boxes;
  return boxes.filter(({ label }) => labels.some((wanted) => isKindOf(label, wanted)));
}

/** A “red car” is a “car”, and one of the “Cars”. */
export function isKindOf(label: string, wanted: string): boolean {
  const words = wordsOf(label);
  const wantedWords = wordsOf(wanted);
  return label === wanted || (wantedWords.length > 0 && wantedWords.every((word) => words.includes(word)));
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => word.replace(/s$/, ''));
