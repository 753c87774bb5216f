// One look: an ask about frames becomes a prompt, the prompt an answer, the answer a finding.
import type { Answer, LookRequest, VisionFailure } from './api.ts';
import type { Ask, Finding } from './ask.ts';
import { failure, INTERRUPTED, textOf } from './failure.ts';
import type { Generated } from './generation/generate.ts';
import type { FrameStore } from './processor/frameStore.ts';
import type { Frame } from './processor/packer.ts';
import type { PreparedPrompt } from './processor/processor.ts';
import type { Question, QwenVl } from './qwenVl.ts';
import type { Task, TaskSet } from './tasks/task.ts';

/** Longer than any answer takes on a GPU; a processor is given up on before its job's lease runs out. */
const MAX_ANSWER_MS = 120_000;

/** What the look is done with. */
export interface Seer {
  readonly qwenVl: QwenVl;
  readonly tasks: TaskSet;
  readonly frames: FrameStore;
}

/** The look at frames as they were fetched. */
export async function lookAt(
  seer: Seer,
  request: LookRequest,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<Answer | VisionFailure> {
  const startMs = performance.now();
  const { ask, camera, frameTimesSeconds } = request;
  const task = seer.tasks[ask.task];
  if (!task) return failure('task-unknown', `The model was not made for “${ask.task}”. Choose another model.`);
  const frames = await decodeAll(seer.frames, 'now', request);
  if ('reason' in frames) return frames;
  return lookAtFrames(seer.qwenVl, task, { ask, camera, frames, frameTimesSeconds, startMs }, onText, signal);
}

/** Does ahead what a look that is announced will need. What fails here is told by the look itself. */
export async function lookAhead(seer: Seer, request: LookRequest): Promise<void> {
  const { ask, frameTimesSeconds } = request;
  const task = seer.tasks[ask.task];
  const frames = await decodeAll(seer.frames, 'next', request);
  if (!task || 'reason' in frames) return;
  try {
    await seer.qwenVl.lookAhead(
      seer.qwenVl.prepare(questionOf(task, ask), frames, frameTimesSeconds),
      task.schema(ask),
    );
  } catch {
    // The look will say it.
  }
}

function questionOf(task: Task, ask: Ask): Question {
  const [prompt, context = ''] = [task.prompt(ask), task.context?.(ask)];
  if (task.framesFirst) return { before: '', after: `${context}${prompt}` };
  return { before: prompt, after: context };
}

export interface FramesLook {
  readonly ask: Ask;
  readonly camera: string;
  readonly frames: readonly Frame[];
  readonly frameTimesSeconds: readonly number[];
  /** When the look began, on the clock of `performance.now`. */
  readonly startMs: number;
}

export async function lookAtFrames(
  qwenVl: QwenVl,
  task: Task,
  { ask, camera, frames, frameTimesSeconds, startMs }: FramesLook,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<Answer | VisionFailure> {
  let prompt: PreparedPrompt;
  try {
    prompt = qwenVl.prepare(questionOf(task, ask), frames, frameTimesSeconds);
  } catch (error) {
    return failure('frame-unreadable', `The frames could not be used: ${textOf(error)}`);
  }
  if (signal.aborted) return INTERRUPTED;
  const packMs = performance.now() - startMs;
  onText('');
  const answered = await answer(qwenVl, task, { ask, camera }, prompt, onText, signal);
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
  { ask, camera }: Pick<FramesLook, 'ask' | 'camera'>,
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
      alike: camera && `${camera} ${task.prompt(ask)}`,
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

async function decodeAll(
  store: FrameStore,
  turn: 'now' | 'next',
  { frames, frameNames }: LookRequest,
): Promise<readonly Frame[] | VisionFailure> {
  if (frames.length === 0) return failure('frame-unreadable', 'There is no frame to look at.');
  const opened = await Promise.allSettled(store.open(turn, frames, frameNames));
  const bitmaps: Frame[] = [];
  for (const one of opened) {
    if (one.status === 'rejected') {
      const which = `Frame ${bitmaps.length + 1} of ${frames.length}`;
      return failure('frame-unreadable', `${which} could not be used: ${textOf(one.reason)}`);
    }
    bitmaps.push(one.value);
  }
  return bitmaps;
}
