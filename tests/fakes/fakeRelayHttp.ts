import type { FetchedFrame, RelayHttp } from '../../src/worker/relayHttp.ts';
import type { Verdict } from '../../src/worker/verdict.ts';

export interface FakeRelayHttp extends RelayHttp {
  /** `claim j1`, `frame j1/f1`, `post http://relay/x with key-1`, … in the order of their coming. */
  readonly calls: readonly string[];
  /** What the calls come to; all is well where nothing else is said. */
  claimAs: (jobId: string, key: string) => Verdict | Promise<Verdict>;
  frameAs: (
    jobId: string,
    frameId: string,
    signal: AbortSignal,
    key: string,
  ) => FetchedFrame | Verdict | Promise<FetchedFrame | Verdict>;
  postAs: (url: string, key: string | undefined) => Verdict;
}

export const sampleFrame = (name: string): FetchedFrame => ({
  type: 'image/jpeg',
  width: 640,
  height: 360,
  blob: new Blob([name]),
});

/** No answer, as a relay gives it that is in trouble. */
export const noAnswer = (message = 'HTTP 500'): Verdict => ({ type: 'retry', reason: 'relay-busy', message });

export function createFakeRelayHttp(): FakeRelayHttp {
  const calls: string[] = [];
  const http: FakeRelayHttp = {
    calls,
    claimAs: () => ({ type: 'ok' }),
    frameAs: (_, frameId) => sampleFrame(frameId),
    postAs: () => ({ type: 'ok' }),
    async claim({ id }, { key }) {
      calls.push(`claim ${id}`);
      return http.claimAs(id, key);
    },
    async fetchFrame({ id }, frameId, key, signal) {
      calls.push(`frame ${id}/${frameId}`);
      return http.frameAs(id, frameId, signal, key);
    },
    async post(url, _body, key) {
      calls.push(`post ${url} with ${key ?? 'no key'}`);
      return http.postAs(url, key);
    },
  };
  return http;
}
