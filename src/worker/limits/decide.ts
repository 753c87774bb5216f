// The one decision: may a job be taken now, and if not, why and until when.
import type { Facts, Hold, Limits } from './limits.ts';
import { type ScheduleNow, scheduleAt } from './schedule.ts';

/** What the worker has measured itself. */
export interface Work {
  /** The newest job that the device worked for. */
  readonly last?: { readonly startMs: number; readonly endMs: number };
  /** What is left of the best speed, while the device is taken to be hot. */
  readonly speedShare?: number | undefined;
}

export interface Decision {
  readonly hold?: Hold;
  /** When to ask again, though nothing else has changed. */
  readonly askAgainMs?: number;
  /** Whether a job may be taken while another is looked at. Not where a rest follows each. */
  readonly ahead: boolean;
}

/** A device that is hot works half of the time. */
const HOT_SHARE = 0.5;

/**
 * Of several reasons the one that a person has most to do with: hours that never come, then power, as somebody has to plug in,
 * then the schedule, then the person at the computer, who is always there when this is read, and rests at last.
 */
export function decide(limits: Limits, facts: Facts, work: Work, nowMs: number): Decision {
  const hours = limits.schedule && scheduleAt(limits.schedule, nowMs);
  const rest = restHold(limits, work, nowMs);
  const closed = hours && !hours.open ? closedHold(hours) : undefined;
  const never = closed?.untilMs === undefined ? closed : undefined;
  const hold = never ?? powerHold(limits, facts) ?? closed ?? userHold(limits, facts) ?? rest;
  const times = [hours?.changesMs, rest?.untilMs].filter((ms) => ms !== undefined);
  return {
    ahead: paceOf(limits, work) === undefined,
    ...(hold && { hold }),
    ...(times.length > 0 && { askAgainMs: Math.min(...times) }),
  };
}

const closedHold = ({ changesMs }: ScheduleNow): Hold & { type: 'schedule' } => ({
  type: 'schedule',
  ...(changesMs !== undefined && { untilMs: changesMs }),
});

function powerHold({ mainsOnly, leastChargePercent = 0 }: Limits, { power }: Facts): Hold | undefined {
  if (!power) return undefined;
  if (mainsOnly && !power.charging) return { type: 'battery' };
  const percent = Math.round(power.level * 100);
  if (percent >= leastChargePercent) return undefined;
  return { type: 'charge', percent, leastPercent: leastChargePercent, charging: power.charging };
}

const userHold = ({ idleOnly }: Limits, { user }: Facts): Hold | undefined =>
  idleOnly && user === 'active' ? { type: 'inUse' } : undefined;

/** As long after the job as keeps the device's share of the time. */
function restHold(limits: Limits, work: Work, nowMs: number): (Hold & { readonly untilMs: number }) | undefined {
  const pace = paceOf(limits, work);
  if (!pace || !work.last) return undefined;
  const { startMs, endMs } = work.last;
  const restMs = (endMs - startMs) * (1 / pace.share - 1);
  const untilMs = endMs + restMs;
  // More than a whole rest is left where the clock was set back.
  if (nowMs >= untilMs || untilMs - nowMs > restMs) return undefined;
  if (pace.type === 'duty') return { ...pace, untilMs };
  return { type: 'heat', untilMs, speedShare: pace.speedShare };
}

type Pace =
  | { readonly type: 'duty'; readonly share: number }
  | { readonly type: 'heat'; readonly share: number; readonly speedShare: number };

/** The stricter one; undefined where the device may work all the time. */
function paceOf({ dutyShare = 1, heatShare }: Limits, { speedShare }: Work): Pace | undefined {
  if (heatShare !== undefined && speedShare !== undefined && dutyShare > HOT_SHARE)
    return { type: 'heat', share: HOT_SHARE, speedShare };
  return dutyShare < 1 ? { type: 'duty', share: dutyShare } : undefined;
}
