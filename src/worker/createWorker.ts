// The worker thread's whole offer: joins session, job loop, outbox and vision, and tells the page what happens. The page
// keeps no truth of its own: all that it shows comes from here.
import type { Clock } from '../platform/clock.ts';
import { parseRelayAddress } from '../protocol/dialectJ.ts';
import type { KeyStore } from '../storage/keyStore.ts';
import type { Mode, RunState, WorkerApi, WorkerEvent, WorkerSettings } from './api.ts';
import type { Delivery } from './outbox.ts';
import { createRun, type Run } from './run.ts';
import type { Socket } from './sessionLoop.ts';
import type { VisionClient } from './visionClient.ts';

/** Everything that the worker needs of the world. */
export interface WorkerPorts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly openSocket: (url: string) => Socket;
  readonly fetch: typeof globalThis.fetch;
  readonly vision: VisionClient;
  readonly outboxStore: KeyStore<Delivery>;
}

/** How long Pause waits for the relay to hear that a job is given back. */
const GIVE_BACK_MS = 3000;

export function createWorker(ports: WorkerPorts): WorkerApi & { online(): void } {
  let run: Run | undefined;

  async function end(finishCurrent: boolean, state: RunState): Promise<void> {
    const ending = run;
    if (!ending) return;
    run = undefined;
    await ending.end(finishCurrent, GIVE_BACK_MS, state);
  }

  return {
    async start(settings: WorkerSettings, onEvent: (event: WorkerEvent) => void) {
      await end(false, { type: 'running' });
      const address = parseRelayAddress(settings.relay, settings.pageUrl);
      if ('problem' in address) throw new TypeError(address.problem);
      run = createRun(ports, settings, address, onEvent, (problem) => void end(false, { type: 'paused', problem }));
      await run.begin();
    },
    async setMode(mode: Mode) {
      await run?.setMode(mode);
    },
    pause: () => end(false, { type: 'paused' }),
    stopAfterJob: () => end(true, { type: 'idle' }),
    online: () => run?.online(),
  };
}
