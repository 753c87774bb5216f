import type { Job } from '../protocol/job.ts';
import type { SeenObject } from '../protocol/result.ts';
import type { VisionFailure } from '../vision/api.ts';
import type { FetchedJob } from './activeJob.ts';
import { descriptionOf, type Looked, objectsOf } from './buildResult.ts';
import type { CameraMemory } from './cameraMemory.ts';
import type { LookAhead } from './lookAhead.ts';
import { lookRequestOf } from './lookRequest.ts';
import { readableText } from './readableText.ts';
import { sentenceOf } from './sentenceOf.ts';
import type { VisionClient } from './visionClient.ts';

export interface LookPorts {
  readonly vision: Pick<VisionClient, 'look'>;
  readonly memory: CameraMemory;
  readonly ahead: Pick<LookAhead, 'began'>;
}

export interface LookListener {
  /** This frame is looked at from now on. */
  frame(frame: number, image: Blob): void;
  /** The frame was packed for the model, or its first token is there. */
  reached(station: 'packed' | 'firstToken'): void;
  text(frame: number, text: string): void;
  boxes(frame: number, boxes: readonly SeenObject[]): void;
}

/** Asks the model all that a job wants to know, one question after another, until one fails or `interrupted` says so. */
export async function lookAtJob(
  { vision, memory, ahead }: LookPorts,
  inHand: FetchedJob,
  interrupted: () => boolean,
  on: LookListener,
): Promise<readonly Looked[] | VisionFailure | 'interrupted'> {
  const { job, plan, fetched } = inHand;
  const looked: Looked[] = [];
  for (const [i, look] of plan.looks.entries()) {
    const { task, language } = look.ask;
    const frame = look.frames.at(-1) ?? 0;
    on.frame(frame, fetched.frames[frame]?.blob as Blob);
    let shown = '';
    const show = (text: string) => {
      if (text === shown || task === 'detect') return;
      shown = text;
      on.text(frame, text);
    };
    let answered = false;
    const request = lookRequestOf(inHand, look, memory);
    const answering = vision.look(request, (text) => {
      on.reached(text === '' ? 'packed' : 'firstToken');
      // Words come by another port than the answer: late ones must not take the place of the whole sentence.
      if (!answered) show(readableText(text));
    });
    ahead.began(inHand, i, request);
    const answer = await answering;
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

function rememberLooks(memory: CameraMemory, job: Job, looked: readonly Looked[]): void {
  const asked = (...tasks: readonly string[]) => looked.filter(({ look }) => tasks.includes(look.ask.task));
  const described = asked('describe', 'video');
  memory.remember(job, {
    ...(described.length > 0 && { description: descriptionOf(described) }),
    ...(asked('detect').length > 0 && { objects: objectsOf(job, looked) }),
  });
}
