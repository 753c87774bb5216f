import { alert } from './alert.ts';
import { createCount } from './count.ts';
import { describe } from './describe.ts';
import { detect } from './detect.ts';
import { question } from './question.ts';
import { read } from './read.ts';
import type { TaskSet } from './task.ts';
import { video } from './video.ts';

export { DEMO_TASKS } from './demoTasks.ts';

/** For every Qwen-VL that was trained on the world. */
export const QWEN_TASKS: TaskSet = { describe, detect, video, count: createCount(detect), read, question, alert };
