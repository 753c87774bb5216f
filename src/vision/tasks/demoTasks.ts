// What the demo model can be asked: it was trained with exactly these words (a test holds them equal to
// tools/demo-model/prompts.json) and answers in its own plain sentences, so wishes and languages are lost on it.
import { createCount } from './count.ts';
import { describe } from './describe.ts';
import { boxesSchema, detect } from './detect.ts';
import { TEXT } from './jsonSchemas.ts';
import type { FindingOf, Task, TaskSet } from './task.ts';

export const DEMO_PROMPTS = {
  describe: 'Describe this camera frame in one sentence.',
  detect: 'Locate every object in the image and report bbox coordinates in JSON format.',
  video: 'Describe what happens in this video in one sentence.',
};

const demoDescribe: Task<FindingOf<'describe'>> = {
  ...describe,
  prompt: () => DEMO_PROMPTS.describe,
  framesFirst: true,
};

/** One sentence, and nothing more. */
const demoVideo: Task<FindingOf<'video'>> = {
  ...demoDescribe,
  name: 'video',
  prompt: () => DEMO_PROMPTS.video,
  parse(answer, ask) {
    const told = describe.parse(answer, ask);
    return told && { task: 'video', description: told.description, events: [], activities: [], changes: [] };
  },
};

/** It names what it was trained to name (“red car”); labels that are asked for are picked out afterwards. */
const demoDetect: Task<FindingOf<'detect'>> = {
  ...detect,
  prompt: () => DEMO_PROMPTS.detect,
  framesFirst: true,
  schema: () => boxesSchema(TEXT),
};

export const DEMO_TASKS: TaskSet = {
  describe: demoDescribe,
  detect: demoDetect,
  video: demoVideo,
  count: createCount(demoDetect),
};
