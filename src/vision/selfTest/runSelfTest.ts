// After loading, before any job: the model looks at a built-in scene with a known answer. A GPU or a driver that computes
// wrong numbers says so here, and not in somebody's results.
import type { SelfTestReport, VisionFailure } from '../api.ts';
import { failure, isFailure } from '../failure.ts';
import { lookAtPixels, type Seer } from '../lookAt.ts';
import type { Model } from '../models.ts';
import { selfTestPlan } from './selfTestPlan.ts';

/** Where the first run took longer, a second would tell nothing that is worth the wait: the device is slow. */
const MEASURE_LIMIT_MS = 10_000;

export async function runSelfTest(
  model: Model,
  deviceName: string,
  { qwenVl, tasks }: Seer,
  signal: AbortSignal,
): Promise<SelfTestReport | VisionFailure> {
  const { ask, pixels, judge } = selfTestPlan(model);
  const task = tasks[ask.task];
  if (!task) throw new TypeError(`the self-test asks for ${ask.task}, which is no task of ${model.name}`);
  const run = () =>
    lookAtPixels(
      qwenVl,
      task,
      { ask, frames: [pixels], frameTimesSeconds: [0], startMs: performance.now() },
      () => {},
      signal,
    );
  // The first run compiles shaders; the second one shows what a frame takes.
  const first = await run();
  if (isFailure(first)) return wrong(first.message, deviceName, first);
  const verdict = judge(first.text);
  if (!verdict.ok) {
    return wrong(`of the built-in scene it says ${verdict.got}, not ${verdict.expected}`, deviceName);
  }
  const second = first.totalMs < MEASURE_LIMIT_MS ? await run() : first;
  if (isFailure(second)) return second;
  return { secondsPerFrame: second.totalMs / 1000, answer: first.text };
}

function wrong(what: string, deviceName: string, cause?: VisionFailure): VisionFailure {
  if (cause?.reason === 'interrupted' || cause?.reason === 'gpu-lost') return cause;
  return failure(
    'self-test',
    `The model does not work right on ${deviceName}: ${what}. Update the graphics driver, or try another browser or model.`,
  );
}
