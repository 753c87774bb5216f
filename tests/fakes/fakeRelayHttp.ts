import type { FetchedFrame, RelayHttp } from '../../src/worker/relayHttp.ts';
import type { Verdict } from '../../src/worker/verdict.ts';

export interface FakeRelayHttp extends RelayHttp {
  /** `claim j1`, `frame j1/f1`, … in the order of their coming. */
  readonly calls: readonly string[];
  /** What the calls come to; all is well where nothing else is said. */
  claimAs: (jobId: string, key: string) => Verdict | Promise<Verdict>;
  frameAs: (
    jobId: string,
    frameId: string,
    signal: AbortSignal,
  ) => FetchedFrame | Verdict | Promise<FetchedFrame | Verdict>;
}

export const sampleFrame = (name: string): FetchedFrame => ({
  type: 'image/jpeg',
  width: 640,
  height: 360,
  blob: new Blob([name]),
});

export function createFakeRelayHttp(): FakeRelayHttp {
  const calls: string[] = [];
  const http: FakeRelayHttp = {
    calls,
    claimAs: () => ({ type: 'ok' }),
    frameAs: (_, frameId) => sampleFrame(frameId),
    async claim(jobId, key) {
      calls.push(`claim ${jobId}`);
      return http.claimAs(jobId, key);
    },
    async fetchFrame(jobId, frameId, _key, signal) {
      calls.push(`frame ${jobId}/${frameId}`);
      return http.frameAs(jobId, frameId, signal);
    },
    async complete(jobId) {
      calls.push(`complete ${jobId}`);
      return { type: 'ok' };
    },
    async fail(jobId) {
      calls.push(`fail ${jobId}`);
      return { type: 'ok' };
    },
  };
  return http;
}
