import type { Job } from '../protocol/job.ts';
import type { SeenObject } from '../protocol/result.ts';
import type { VisionFailure } from '../vision/api.ts';
import type { Ask } from '../vision/ask.ts';
import { descriptionOf, type Looked, objectsOf } from './buildResult.ts';
import type { CameraMemory } from './cameraMemory.ts';
import { frameTimesSeconds, type Look } from './lookPlan.ts';
import { readableText } from './readableText.ts';
import type { FetchedFrame } from './relayHttp.ts';
import { sentenceOf } from './sentenceOf.ts';
import type { VisionClient } from './visionClient.ts';

export interface LookPorts {
  readonly vision: Pick<VisionClient, 'look'>;
  readonly memory: CameraMemory;
}

export interface LookListener {
  /** This frame is looked at from now on. */
  frame(frame: number, image: Blob): void;
  /** The frame was packed for the model, or its first token is there. */
  reached(station: 'packed' | 'firstToken'): void;
  text(frame: number, text: string): void;
  boxes(frame: number, boxes: readonly SeenObject[]): void;
}

/**
 * Asks the model all that a job wants to know, one question after another, until one fails or `interrupted` says so.
 *
 * @param frames those of the job, in its order
 */
export async function lookAtJob(
  { vision, memory }: LookPorts,
  {
    job,
    looks,
    frames,
  }: { readonly job: Job; readonly looks: readonly Look[]; readonly frames: readonly FetchedFrame[] },
  interrupted: () => boolean,
  on: LookListener,
): Promise<readonly Looked[] | VisionFailure | 'interrupted'> {
  const looked: Looked[] = [];
  const times = frameTimesSeconds(job);
  for (const look of looks) {
    const { task, language } = look.ask;
    const frame = look.frames.at(-1) ?? 0;
    on.frame(frame, frames[frame]?.blob as Blob);
    let shown = '';
    const show = (text: string) => {
      if (text === shown || task === 'detect') return;
      shown = text;
      on.text(frame, text);
    };
    let answered = false;
    const answer = await vision.look(
      {
        ask: withBefore(look.ask, job, memory),
        frames: look.frames.map((i) => frames[i]?.blob as Blob),
        frameTimesSeconds: look.frames.map((i) => times[i] ?? 0),
      },
      (text) => {
        on.reached(text === '' ? 'packed' : 'firstToken');
        // Words come by another port than the answer: late ones must not take the place of the whole sentence.
        if (!answered) show(readableText(text));
      },
    );
    answered = true;
    if (interrupted()) return 'interrupted';
    if (answer.type === 'failed') return answer;
    const { finding } = answer;
    show(sentenceOf(finding, language));
    const objects = finding.task === 'detect' ? memory.identify(job, finding.boxes) : [];
    if (finding.task === 'detect') on.boxes(frame, objects);
    looked.push({ look, answer, objects });
  }
  rememberLooks(memory, job, looked);
  return looked;
}

/** Only `video` tells what changed. */
function withBefore(ask: Ask, job: Job, memory: CameraMemory): Ask {
  const before = ask.task === 'video' ? memory.before(job) : undefined;
  return before ? { ...ask, before } : ask;
}

function rememberLooks(memory: CameraMemory, job: Job, looked: readonly Looked[]): void {
  const asked = (...tasks: readonly string[]) => looked.filter(({ look }) => tasks.includes(look.ask.task));
  const described = asked('describe', 'video');
  memory.remember(job, {
    ...(described.length > 0 && { description: descriptionOf(described) }),
    ...(asked('detect').length > 0 && { objects: objectsOf(job, looked) }),
  });
}
