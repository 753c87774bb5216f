// The client of the vision thread, with threads that are none and do as a test says: what its tests start from.
import type { LoadProgress, LoadRequest, LookRequest, VisionApi, VisionFailure } from '../../src/vision/api.ts';
import { createVisionClient } from '../../src/worker/visionClient.ts';
import { createFakeClock } from './fakeClock.ts';
import { createFakeThreads } from './fakeThread.ts';
import { sampleAnswer } from './sampleAnswer.ts';
import { sampleEngine } from './samples.ts';

export const LOAD: LoadRequest = { modelId: 'demo-model', device: 'auto', pageBase: 'http://page/' };
export const LOOK: LookRequest = {
  ask: { task: 'describe' },
  frames: [],
  camera: 'cam',
  frameNames: [],
  frameTimesSeconds: [],
};
export const SILENCE_MS = 180_000;
export const progressOf = (part: Partial<LoadProgress> = {}): LoadProgress => ({
  stage: 'download',
  files: [],
  paused: false,
  ...part,
});
export const never = <T>() => new Promise<T>(() => {});
export const failure = (reason: VisionFailure['reason']): VisionFailure => ({
  type: 'failed',
  reason,
  message: reason,
});

/** A client whose threads do as told; without more they load and answer at once. */
export function createVisionClientStage(
  createApi: (thread: number, api: VisionApi) => Partial<VisionApi> = () => ({}),
) {
  const clock = createFakeClock();
  const calls: string[] = [];
  const threads = createFakeThreads((thread) => {
    const plain: VisionApi = {
      load: async () => sampleEngine,
      look: async () => sampleAnswer(),
      lookAhead: async () => {},
      pauseDownload: (paused) => void calls.push(`${thread} ${paused ? 'pause' : 'go on'}`),
      cancelLoad: () => void calls.push(`${thread} cancel`),
      interrupt: () => void calls.push(`${thread} interrupt`),
    };
    const api = { ...plain, ...createApi(thread, plain) };
    return {
      ...api,
      load(...parameters) {
        calls.push(`${thread} load ${parameters[0].modelId}`);
        return api.load(...parameters);
      },
      look(...parameters) {
        calls.push(`${thread} look`);
        return api.look(...parameters);
      },
      lookAhead(...parameters) {
        calls.push(`${thread} look ahead`);
        return api.lookAhead(...parameters);
      },
    };
  });
  const client = createVisionClient(threads.spawn, clock);
  const load = (request = LOAD) => client.load(request, () => {});
  const look = () => client.look(LOOK, () => {});
  return { clock, calls, client, load, look, spawned: threads.spawned };
}
