// The worker thread's whole offer: joins session, job loop, outbox and vision, and tells the page what happens. The page
// keeps no truth of its own: all that it shows comes from here.
import { parseRelayAddress, type RelayAddress } from '../protocol/relayAddress.ts';
import {
  type Facts,
  idleSnapshot,
  type Limits,
  type Mode,
  type RunState,
  type WorkerApi,
  type WorkerEvent,
  type WorkerSettings,
} from './api.ts';
import { createHistoryRecorder } from './history/recorder.ts';
import { createRun, type Run, type WorkerPorts } from './run.ts';
import { createTabMirror } from './tabMirror.ts';
import { createTryIt } from './tryIt/createTryIt.ts';
import { createTurns } from './tryIt/turns.ts';

/** How long Pause waits for the relay to hear that a job is given back. */
const GIVE_BACK_MS = 3000;

export function createWorker(ports: WorkerPorts): WorkerApi & { online(): void } {
  const mirror = createTabMirror(ports.tabs);
  const history = createHistoryRecorder(ports.clock, ports.historyStore);
  /** Kept until it has ended, so that a Pause or a Start reaches a run that is still stopping. */
  let run: Run | undefined;
  /** Start waits for the run before it to end: what the person did since then counts more. */
  let commands = 0;
  /** Gives up the place of the one tab that works; undefined while another has it. */
  let leavePlace: (() => void) | undefined;
  let endStandby = (_state: RunState) => {};
  /** While the place is being taken, or waited for: two of that at once would be in each other's way. */
  let placing: Promise<boolean> | undefined;
  /** What the person wants, also while another tab works. */
  let mode: Mode = 'observe';
  /** As the mode: also while another tab works. */
  let limits: Limits = {};
  let facts: Facts = {};
  /** The command whose run, or wait, speaks to the page. */
  let speaker = 0;
  /** The place is needed for it, also without a run. */
  let trying = false;
  const turns = createTurns(() => run?.wake());
  const { vision, clock } = ports;
  const tries = createTryIt({ vision, clock, turns, borrowPlace, returnPlace, run: () => run, era: () => commands });

  async function end(finishCurrent: boolean, state: RunState): Promise<void> {
    endStandby(state);
    if (placing !== undefined) await placing;
    const ending = run;
    await ending?.end(finishCurrent, GIVE_BACK_MS, state);
    if (run === ending) run = undefined;
  }

  /** Ends what runs or waits; the next tab may work then, unless a new command came meanwhile. */
  async function endAndLeave(finishCurrent: boolean, state: RunState, command: number): Promise<void> {
    await end(finishCurrent, state);
    if (command === commands) leave();
  }

  function leave(): void {
    mirror.forget();
    if (trying) return;
    leavePlace?.();
    leavePlace = undefined;
  }

  /** @returns false where another tab works, for which nobody waits */
  async function borrowPlace(): Promise<boolean> {
    // This tab stands by.
    if (!leavePlace && placing !== undefined) return false;
    trying = true;
    if (leavePlace) return true;
    const taken = new AbortController();
    placing = ports.oneTab
      .take(taken.signal, () => taken.abort())
      .then(
        (leave) => {
          leavePlace = leave;
          return true;
        },
        () => false,
      );
    trying = await placing;
    placing = undefined;
    return trying;
  }

  function returnPlace(): void {
    trying = false;
    if (!run && placing === undefined) leave();
  }

  /** @returns false where the person changed their mind meanwhile */
  async function takePlace({ host }: RelayAddress, onEvent: (event: WorkerEvent) => void): Promise<boolean> {
    if (leavePlace) return true;
    const abort = new AbortController();
    let shown = idleSnapshot(mode, host);
    let stopWatching = () => {};
    const show = (run: RunState) => onEvent({ type: 'snapshot', snapshot: { ...shown, run } });
    endStandby = (state) => {
      abort.abort();
      // What the other tab says in the meantime must not be shown after this.
      stopWatching();
      shown = idleSnapshot(mode, host);
      show(state);
    };
    try {
      leavePlace = await ports.oneTab.take(abort.signal, () => {
        show({ type: 'standby' });
        stopWatching = mirror.watch((event) => {
          if (event.type !== 'snapshot') return onEvent(event);
          shown = event.snapshot;
          show({ type: 'standby' });
        });
      });
      return true;
    } catch {
      return false;
    } finally {
      stopWatching();
      endStandby = () => {};
    }
  }

  return {
    async start(settings: WorkerSettings, onEvent: (event: WorkerEvent) => void) {
      const command = ++commands;
      mode = settings.mode;
      limits = settings.limits ?? {};
      await end(false, { type: 'running' });
      if (command !== commands) return;
      const address = parseRelayAddress(settings.relay, settings.pageUrl);
      if ('problem' in address) {
        leave();
        throw new TypeError(address.problem);
      }
      speaker = command;
      placing = takePlace(address, onEvent);
      const placed = await placing;
      placing = undefined;
      // Where there was another command meanwhile, the place is its own to use or to leave.
      if (!placed || command !== commands) return;
      const started: Run = createRun(
        { ...ports, history, turns },
        { ...settings, mode, limits },
        facts,
        address,
        // What a run does after its end, such as its model's loading, is of interest until the next one begins.
        (event) => {
          if (speaker !== command) return;
          onEvent(event);
          if (leavePlace) mirror.show(event);
        },
        (problem) => run === started && void endAndLeave(false, { type: 'paused', problem }, commands),
      );
      run = started;
      await started.begin();
    },
    async setMode(next: Mode) {
      mode = next;
      await run?.setMode(next);
    },
    async setLimits(next) {
      limits = next;
      run?.limit({ limits });
    },
    async setFacts(next) {
      facts = next;
      run?.limit({ facts });
    },
    pause: () => endAndLeave(false, { type: 'paused' }, ++commands),
    stopAfterJob: () => endAndLeave(true, { type: 'idle' }, ++commands),
    // Also of a run that has ended: its model's loading goes on.
    async pauseDownload(paused) {
      ports.vision.pauseDownload(paused);
    },
    async cancelLoad() {
      ports.vision.cancelLoad();
    },
    async checkConnection() {
      run?.nudge();
    },
    history: () => history.read(),
    ...tries,
    online: () => run?.nudge(),
  };
}
