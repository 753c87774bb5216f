// Tells the vision thread which look comes next, so that its frames are decoded, packed and seen while the one in hand still
// writes its answer. Nothing depends on it: a look that was not announced is only slower.
import type { LookRequest } from '../vision/api.ts';
import { type ActiveJob, type FetchedJob, isFetched } from './activeJob.ts';
import type { CameraMemory } from './cameraMemory.ts';
import { lookRequestOf } from './lookRequest.ts';
import type { StillFrames } from './stillFrames.ts';
import type { VisionClient } from './visionClient.ts';

export interface LookAheadPorts {
  readonly vision: Pick<VisionClient, 'lookAhead'>;
  readonly memory: Pick<CameraMemory, 'before'>;
  readonly stills: Pick<StillFrames, 'isSame'>;
  /** The job that comes after the one in hand, perhaps without its frames yet. */
  waiting(): ActiveJob | undefined;
}

export interface LookAhead {
  /** The vision thread was asked for this look of the job in hand. */
  began(inHand: FetchedJob, look: number, request: LookRequest): void;
  /** Looks whether there is something to announce: after the frames of the next job have come. */
  wake(): void;
}

export function createLookAhead({ vision, memory, stills, waiting }: LookAheadPorts): LookAhead {
  let current: { readonly inHand: FetchedJob; readonly look: number } | undefined;
  /** The frames that the vision thread knows of: looking at them once more needs no announcement. */
  let known = '';

  function following(): LookRequest | undefined {
    if (!current) return undefined;
    const { inHand, look } = current;
    const sameJob = inHand.plan.looks[look + 1];
    if (sameJob) return lookRequestOf(inHand, sameJob, memory);
    const next = waiting();
    const [first] = next?.plan.looks ?? [];
    // The answer in hand will do for a job in which nothing moved.
    if (!isFetched(next) || !first || stills.isSame(inHand, next)) return undefined;
    return lookRequestOf(next, first, memory);
  }

  function wake(): void {
    const request = following();
    if (!request || namesOf(request) === known) return;
    known = namesOf(request);
    vision.lookAhead(request);
  }

  return {
    wake,
    began(inHand, look, request) {
      current = { inHand, look };
      known = namesOf(request);
      wake();
    },
  };
}

const namesOf = ({ frameNames }: LookRequest): string => frameNames.join();
