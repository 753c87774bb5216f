// Keeps the worker to its limits: asks the pure decision before a job is taken and whenever it may have changed, and tells
// when a hold begins and ends. What is in hand is none of its business.
import type { Clock } from '../../platform/clock.ts';
import type { JobResult } from '../../protocol/result.ts';
import type { ActiveJob } from '../activeJob.ts';
import type { LogLevel } from '../api.ts';
import type { JobLoopListener } from '../jobLoopListener.ts';
import { createLineBudget } from '../lineBudget.ts';
import { decodingOf } from '../speedMeter.ts';
import { type Decision, decide, type Work } from './decide.ts';
import { COOL, stepHeat } from './heat.ts';
import { beginLine, endLine } from './holdLines.ts';
import type { Facts, Hold, Limits } from './limits.ts';

export interface LimiterPorts {
  readonly clock: Clock;
  readonly log: (level: LogLevel, text: string) => void;
  /** Another hold, or none any more. */
  readonly changed: () => void;
  /** Jobs may be taken again. */
  readonly opened: () => void;
}

export interface Limiter {
  readonly hold: Hold | undefined;
  /** What the person and the page say now. */
  set(part: { readonly limits?: Limits; readonly facts?: Facts }): void;
  /** Only who takes jobs can be held. */
  setActive(active: boolean): void;
  /** @param inHand while another job is looked at */
  mayTake(inHand: boolean): boolean;
  /** The same listener, with the work measured that it is told of. */
  measuring(listener: JobLoopListener): JobLoopListener;
}

/** Nothing waits longer for the next look: the clock may be set, or the computer may travel to another time zone. */
const MAX_WAIT_MS = 60_000;

export function createLimiter(limits: Limits, facts: Facts, ports: LimiterPorts): Limiter {
  const { clock } = ports;
  const log = createLineBudget(clock, ports.log);
  let now = { limits, facts };
  let active = false;
  let heat = COOL;
  let last: Work['last'];
  let hold: Hold | undefined;
  let cancel = () => {};

  function decideNow(): Decision {
    if (!active) return { ahead: true };
    const work: Work = { ...(last && { last }), speedShare: heat.speedShare };
    return decide(now.limits, now.facts, work, clock.now());
  }

  function look(): Decision {
    const decision = decideNow();
    cancel();
    cancel = () => {};
    if (decision.askAgainMs !== undefined) {
      cancel = clock.after(Math.min(MAX_WAIT_MS, Math.max(0, decision.askAgainMs - clock.now())), ask);
    }
    tell(hold, decision.hold);
    return decision;
  }

  function tell(before: Hold | undefined, after: Hold | undefined): void {
    hold = after;
    if (active && before?.type !== after?.type) {
      const line = after ? beginLine(after, clock.now()) : before && endLine(before);
      if (line) log('info', `[Worker] ${line}`);
    }
    if (JSON.stringify(before) !== JSON.stringify(after)) ports.changed();
  }

  /** Where nobody else is just about to take a job. */
  function ask(): void {
    const held = hold !== undefined;
    look();
    if (held && !hold) ports.opened();
  }

  function worked(done: ActiveJob): void {
    const { fetched, answered = clock.now() } = done.times;
    if (fetched !== undefined) last = { startMs: Math.max(fetched, last?.endMs ?? fetched), endMs: answered };
  }

  function paced({ plan, times, job }: ActiveJob, result: JobResult): void {
    const share = now.limits.heatShare;
    if (share === undefined) {
      heat = COOL;
      return;
    }
    const kind = [now.facts.hidden ?? false, ...plan.looks.map(({ ask }) => ask.task), job.frames.length].join(' ');
    heat = stepHeat(heat, { kind, ...decodingOf(plan, result), endMs: times.answered ?? clock.now() }, share);
  }

  return {
    get hold() {
      return hold;
    },
    set(part) {
      now = { ...now, ...part };
      ask();
    },
    setActive(next) {
      active = next;
      ask();
    },
    mayTake(inHand) {
      const decision = look();
      return decision.hold === undefined && (decision.ahead || !inHand);
    },
    measuring: (listener) => ({
      ...listener,
      answered(done, result) {
        // What was answered as before took no time of the device.
        if (!result.unchanged) {
          worked(done);
          paced(done, result);
        }
        listener.answered(done, result);
      },
      failed(done, failure) {
        if (!failure.givenBack) worked(done);
        listener.failed(done, failure);
      },
    }),
  };
}
