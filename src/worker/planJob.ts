// What a job asks, and whether it can be done: decided before anything is requested for it.
import type { Job } from '../protocol/job.ts';
import { type Ask, TASK_NAMES, type TaskName } from '../vision/ask.ts';
import { type AskDefaults, readAsk } from '../vision/tasks/readAsk.ts';
import type { CameraDefaults } from './api.ts';
import { type Look, planAsked, planUnasked } from './lookPlan.ts';

export interface Plan {
  readonly type: 'plan';
  /** Where the job named a task, or the person for its camera. */
  readonly asked?: Ask;
  readonly looks: readonly Look[];
}

export type Refusal =
  /** Nobody can tell what is asked; `problem` is a sentence. */
  | { readonly type: 'unclear'; readonly problem: string }
  /** The loaded model was not made for it. */
  | { readonly type: 'unable'; readonly task: TaskName };

/** @param tasks what the loaded model can do; while there is none, every task that there is */
export function planJob(
  { serviceId, frames, metadata }: Pick<Job, 'serviceId' | 'frames' | 'metadata'>,
  cameras: readonly CameraDefaults[],
  tasks: readonly TaskName[] = TASK_NAMES,
): Plan | Refusal {
  const defaults = defaultsOf(serviceId, cameras);
  const asked = readAsk(metadata, defaults);
  if (asked && 'problem' in asked) return { type: 'unclear', problem: asked.problem };
  if (asked) {
    if (!tasks.includes(asked.task)) return { type: 'unable', task: asked.task };
    return { type: 'plan', asked, looks: planAsked(asked, frames.length) };
  }
  // Without a task the relay may mean something else by these words: what makes no sense as a wish is none.
  const askOf = (task: TaskName): Ask =>
    [readAsk({ ...metadata, task }, defaults), readAsk({ task }, defaults)].find(isAsk) ?? { task };
  const looks = planUnasked(frames.length, tasks, askOf);
  return looks.length > 0 ? { type: 'plan', looks } : { type: 'unable', task: 'describe' };
}

const isAsk = (read: ReturnType<typeof readAsk>): read is Ask => read !== undefined && 'task' in read;

/** A camera's own defaults before those of every camera; prompt and labels belong to the task that they stand beside. */
function defaultsOf(serviceId: string, cameras: readonly CameraDefaults[]): AskDefaults {
  const of = (id: string) => cameras.find((camera) => camera.serviceId === id);
  const { serviceId: _every, ...general } = of('') ?? { serviceId: '' };
  const { serviceId: _own, ...own } = of(serviceId) ?? { serviceId };
  if (own.task === undefined || own.task === general.task) return { ...general, ...own };
  const { prompt: _prompt, labels: _labels, ...rest } = general;
  return { ...rest, ...own };
}
