// What the model is asked. The demo model was trained with exactly these words (a test holds them equal to
// tools/demo-model/prompts.json); a larger Qwen-VL takes them as plain requests.
import type { TaskName } from './api.ts';

export const PROMPTS: Readonly<Record<TaskName, string>> = {
  describe: 'Describe this camera frame in one sentence.',
  detect: 'Locate every object in the image and report bbox coordinates in JSON format.',
  video: 'Describe what happens in this video in one sentence.',
};
