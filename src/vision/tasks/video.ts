import * as v from 'valibot';
import type { Before } from '../ask.ts';
import { listOf, objectOf, TEXT } from './jsonSchemas.ts';
import { MAX_LABEL_LENGTH, MAX_LABELS, MAX_LINE_LENGTH, MAX_TEXT_LENGTH } from './limits.ts';
import { quote } from './quote.ts';
import { lines, readJson, words } from './readAnswer.ts';
import type { FindingOf, Task } from './task.ts';
import { wishes } from './wishes.ts';

const MAX_EVENTS = 20;
const MAX_LINES = 10;
const MAX_SECONDS = 86_400;

const storySchema = v.object({
  description: v.pipe(words(MAX_TEXT_LENGTH), v.nonEmpty()),
  events: v.pipe(
    v.array(
      v.object({
        seconds: v.pipe(
          v.number(),
          v.transform((seconds) => Math.min(MAX_SECONDS, Math.max(0, seconds))),
        ),
        what: words(MAX_LINE_LENGTH),
      }),
    ),
    v.transform((events) => events.filter(({ what }) => what !== '').slice(0, MAX_EVENTS)),
  ),
  activities: lines(MAX_LINES, MAX_LINE_LENGTH),
  changes: lines(MAX_LINES, MAX_LINE_LENGTH),
});

export const video: Task<FindingOf<'video'>> = {
  name: 'video',
  maxTokens: 512,
  prompt: (ask) =>
    `Tell what happens in this video of a camera, in JSON: {"description": "one or two sentences", "events": [{"seconds": 0, "what": "..."}], "activities": ["what people, animals and vehicles do"], "changes": ["what is different from before"]}. Leave a list empty where there is nothing for it.${wishes(ask)}`,
  context: ({ before }) => beforeText(before),
  schema: () =>
    objectOf({
      description: TEXT,
      events: listOf(
        objectOf({ seconds: { type: 'integer', minimum: 0, maximum: MAX_SECONDS }, what: TEXT }),
        0,
        MAX_EVENTS,
      ),
      activities: listOf(TEXT, 0, MAX_LINES),
      changes: listOf(TEXT, 0, MAX_LINES),
    }),
  parse(answer) {
    const story = readJson(answer, storySchema);
    return story && { task: 'video', ...story };
  },
};

/** What the batch before showed. The model wrote it, about frames that anybody may have stood in: it is data as well. */
function beforeText(before: Before | undefined): string {
  if (!before) return '';
  const objects = before.objects
    .slice(0, MAX_LABELS)
    .map(({ id, label, bbox }) => `${quote(label, MAX_LABEL_LENGTH)} (object ${id}) at [${bbox.join(', ')}]`);
  const list = objects.length > 0 ? ` with ${objects.join(', ')}` : '';
  return `Just before this video, the same camera showed: ${quote(before.description, MAX_TEXT_LENGTH)}${list}.`;
}
