import type {
  Answer,
  EngineInfo,
  LoadProgress,
  LoadRequest,
  LookRequest,
  VisionFailure,
} from '../../src/vision/api.ts';
import type { VisionClient } from '../../src/worker/visionClient.ts';
import { createDeferred } from './deferred.ts';
import { answerTo } from './sampleAnswer.ts';
import { sampleEngine } from './samples.ts';

/** A look that waits for its answer. */
export interface HeldLook {
  readonly request: LookRequest;
  readonly tell: (text: string) => void;
  readonly answer: (answer?: Answer | VisionFailure) => void;
}

export interface FakeVision extends VisionClient {
  readonly loads: readonly LoadRequest[];
  readonly looks: readonly LookRequest[];
  /** Looks that were announced. */
  readonly ahead: readonly LookRequest[];
  readonly interrupts: number;
  /** `pause`, `go on` and `cancel`, in their order. */
  readonly commands: readonly string[];
  /** Tells of the newest load. */
  tellProgress(progress: LoadProgress): void;
  /** Looks in hand, while `holding`. */
  readonly held: readonly HeldLook[];
  /** From now on looks wait until the test answers them; an interrupt answers them too, as the real thread does. */
  hold(): void;
  /** What the next loads and looks come to; a sample where nothing is said. */
  loadAs: () => EngineInfo | VisionFailure | Promise<EngineInfo | VisionFailure>;
  lookAs: (request: LookRequest) => Answer | VisionFailure;
}

export function createFakeVision(): FakeVision {
  const loads: LoadRequest[] = [];
  const looks: LookRequest[] = [];
  const ahead: LookRequest[] = [];
  let held: HeldLook[] = [];
  let holding = false;
  const commands: string[] = [];
  let interrupts = 0;
  let onProgress: (progress: LoadProgress) => void = () => {};

  const vision: FakeVision = {
    loads,
    looks,
    ahead,
    commands,
    tellProgress: (progress) => onProgress(progress),
    get interrupts() {
      return interrupts;
    },
    get held() {
      return held;
    },
    hold() {
      holding = true;
    },
    loadAs: () => sampleEngine,
    lookAs: ({ ask }) => answerTo(ask),
    pauseDownload: (paused) => void commands.push(paused ? 'pause' : 'go on'),
    cancelLoad: () => void commands.push('cancel'),
    async load(request, tell) {
      loads.push(request);
      onProgress = tell;
      return vision.loadAs();
    },
    async look(request, onText) {
      looks.push(request);
      if (!holding) {
        const answer = vision.lookAs(request);
        onText('');
        if (answer.type === 'answer') onText(answer.text);
        return answer;
      }
      const deferred = createDeferred<Answer | VisionFailure>();
      const look: HeldLook = {
        request,
        tell: onText,
        answer: (answer = answerTo(request.ask)) => {
          held = held.filter((other) => other !== look);
          deferred.resolve(answer);
        },
      };
      held = [...held, look];
      return deferred.promise;
    },
    lookAhead: (request) => void ahead.push(request),
    interrupt() {
      interrupts++;
      for (const look of held) look.answer({ type: 'failed', reason: 'interrupted', message: 'Interrupted.' });
    },
    close() {},
  };
  return vision;
}
