// The worker thread's whole offer: joins session, job loop, outbox and vision, and tells the page what happens. The page
// keeps no truth of its own: all that it shows comes from here.
import { parseRelayAddress } from '../protocol/dialectJ.ts';
import type { Mode, RunState, WorkerApi, WorkerEvent, WorkerSettings } from './api.ts';
import { createRun, type Run, type WorkerPorts } from './run.ts';

/** How long Pause waits for the relay to hear that a job is given back. */
const GIVE_BACK_MS = 3000;

export function createWorker(ports: WorkerPorts): WorkerApi & { online(): void } {
  /** Kept until it has ended, so that a Pause or a Start reaches a run that is still stopping. */
  let run: Run | undefined;
  /** Start waits for the run before it to end: what the person did since then counts more. */
  let commands = 0;

  async function end(finishCurrent: boolean, state: RunState): Promise<void> {
    const ending = run;
    await ending?.end(finishCurrent, GIVE_BACK_MS, state);
    if (run === ending) run = undefined;
  }

  return {
    async start(settings: WorkerSettings, onEvent: (event: WorkerEvent) => void) {
      const command = ++commands;
      await end(false, { type: 'running' });
      if (command !== commands) return;
      const address = parseRelayAddress(settings.relay, settings.pageUrl);
      if ('problem' in address) throw new TypeError(address.problem);
      const started: Run = createRun(
        ports,
        settings,
        address,
        // What a run does after its end, such as its model's loading, is of interest until the next one begins.
        (event) => (run === undefined || run === started) && onEvent(event),
        (problem) => run === started && void end(false, { type: 'paused', problem }),
      );
      run = started;
      await started.begin();
    },
    async setMode(mode: Mode) {
      await run?.setMode(mode);
    },
    pause() {
      commands++;
      return end(false, { type: 'paused' });
    },
    stopAfterJob() {
      commands++;
      return end(true, { type: 'idle' });
    },
    online: () => run?.online(),
  };
}
