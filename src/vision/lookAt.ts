// One look: an ask about frames becomes a prompt, the prompt an answer, the answer a finding.
import type { Answer, LookRequest, VisionFailure } from './api.ts';
import type { Ask, Finding } from './ask.ts';
import { failure, INTERRUPTED, textOf } from './failure.ts';
import type { Generated } from './generation/generate.ts';
import { decodeFrame, readPixels } from './processor/decodeFrame.ts';
import type { Pixels } from './processor/pixels.ts';
import type { PreparedPrompt } from './processor/processor.ts';
import type { QwenVl } from './qwenVl.ts';
import type { Task, TaskSet } from './tasks/task.ts';

/** Longer than any answer takes on a GPU; a processor is given up on before its job's lease runs out. */
const MAX_ANSWER_MS = 120_000;

/** What the look is done with. */
export interface Seer {
  readonly qwenVl: QwenVl;
  readonly tasks: TaskSet;
}

/** The look at frames as they were fetched. */
export async function lookAt(
  seer: Seer,
  { ask, frames, frameTimesSeconds }: LookRequest,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<Answer | VisionFailure> {
  const startMs = performance.now();
  const task = seer.tasks[ask.task];
  if (!task) return failure('task-unknown', `The model was not made for “${ask.task}”. Choose another model.`);
  const pixels = await decodeAll(frames);
  if ('reason' in pixels) return pixels;
  return lookAtPixels(seer.qwenVl, task, { ask, frames: pixels, frameTimesSeconds, startMs }, onText, signal);
}

export interface PixelLook {
  readonly ask: Ask;
  readonly frames: readonly Pixels[];
  readonly frameTimesSeconds: readonly number[];
  /** When the look began, on the clock of `performance.now`. */
  readonly startMs: number;
}

export async function lookAtPixels(
  qwenVl: QwenVl,
  task: Task,
  { ask, frames, frameTimesSeconds, startMs }: PixelLook,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<Answer | VisionFailure> {
  let prompt: PreparedPrompt;
  try {
    prompt = qwenVl.prepare(task.prompt(ask), frames, frameTimesSeconds);
  } catch (error) {
    return failure('frame-unreadable', `The frames could not be used: ${textOf(error)}`);
  }
  if (signal.aborted) return INTERRUPTED;
  const packMs = performance.now() - startMs;
  onText('');
  const answered = await answer(qwenVl, task, ask, prompt, onText, signal);
  if ('reason' in answered) return answered;
  if (signal.aborted) return INTERRUPTED;
  const { text, generated, firstTokenMs } = answered;
  if (generated.cut && task.wholeOnly) {
    return failure(
      'answer-unreadable',
      `The answer to “${ask.task}” was cut short (${generated.cut}): it says nothing sure.`,
    );
  }
  // What closes a cut answer was not seen: where the model's own words can be read, they are all that counts.
  const own = generated.cut && task.parse(qwenVl.textOf(generated.ids.slice(0, generated.own)), ask);
  const finding: Finding | undefined = own || task.parse(text, ask);
  if (!finding) {
    return failure('answer-unreadable', `The answer to “${ask.task}” cannot be read: ${text.slice(0, 80)}`);
  }
  return {
    type: 'answer',
    text,
    finding,
    ...(generated.cut && { cut: generated.cut }),
    promptTokens: prompt.ids.length,
    tokens: generated.ids.length,
    packMs,
    firstTokenMs,
    totalMs: performance.now() - startMs,
    frameSizes: frames.map(({ width, height }) => [width, height] as const),
  };
}

interface Answered {
  readonly text: string;
  readonly generated: Generated;
  readonly firstTokenMs: number;
}

async function answer(
  qwenVl: QwenVl,
  task: Task,
  ask: Ask,
  prompt: PreparedPrompt,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<Answered | VisionFailure> {
  const startMs = performance.now();
  let firstTokenMs = 0;
  let text = '';
  try {
    const generated = await qwenVl.generate(prompt, {
      schema: task.schema(ask),
      limits: { maxTokens: Math.min(task.maxTokens, ask.maxTokens ?? Number.POSITIVE_INFINITY), maxMs: MAX_ANSWER_MS },
      signal,
      onToken(ids) {
        if (ids.length === 1) firstTokenMs = performance.now() - startMs;
        // Decoded whole each time: a character of several bytes may be spread over tokens.
        const now = qwenVl.textOf(ids);
        if (now !== text) onText(now);
        text = now;
      },
    });
    return { text, generated, firstTokenMs };
  } catch (error) {
    return failure('engine', `The model stopped with an error: ${textOf(error)}`);
  }
}

async function decodeAll(frames: readonly Blob[]): Promise<Pixels[] | VisionFailure> {
  if (frames.length === 0) return failure('frame-unreadable', 'There is no frame to look at.');
  const pixels: Pixels[] = [];
  for (const frame of frames) {
    try {
      const bitmap = await decodeFrame(frame);
      try {
        pixels.push(readPixels(bitmap));
      } finally {
        bitmap.close();
      }
    } catch (error) {
      const which = `Frame ${pixels.length + 1} of ${frames.length}`;
      return failure('frame-unreadable', `${which} could not be used: ${textOf(error)}`);
    }
  }
  return pixels;
}
