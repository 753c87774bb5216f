import type { Job } from '../protocol/job.ts';
import type { SeenObject } from '../protocol/result.ts';
import type { VisionFailure } from '../vision/api.ts';
import type { Looked } from './buildResult.ts';
import { frameTimesSeconds, planLooks } from './lookPlan.ts';
import type { FetchedFrame } from './relayHttp.ts';
import type { VisionClient } from './visionClient.ts';

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
  vision: Pick<VisionClient, 'look'>,
  job: Job,
  frames: readonly FetchedFrame[],
  interrupted: () => boolean,
  on: LookListener,
): Promise<readonly Looked[] | VisionFailure | 'interrupted'> {
  const looked: Looked[] = [];
  const times = frameTimesSeconds(job);
  const newestFrame = job.frames.length - 1;
  for (const look of planLooks(job.frames.length)) {
    const frame = look.task === 'video' ? newestFrame : (look.frames[0] ?? 0);
    on.frame(frame, frames[frame]?.blob as Blob);
    const answer = await vision.look(
      {
        task: look.task,
        frames: look.frames.map((i) => frames[i]?.blob as Blob),
        frameTimesSeconds: look.frames.map((i) => times[i] ?? 0),
        maxTokens: look.maxTokens,
      },
      (text) => {
        on.reached(text === '' ? 'packed' : 'firstToken');
        if (text !== '' && look.task !== 'detect') on.text(frame, text);
      },
    );
    if (interrupted()) return 'interrupted';
    if (answer.type === 'failed') return answer;
    if (look.task === 'detect') {
      on.boxes(
        frame,
        answer.boxes.map((box, i) => ({ id: i + 1, ...box })),
      );
    }
    looked.push({ look, answer });
  }
  return looked;
}
