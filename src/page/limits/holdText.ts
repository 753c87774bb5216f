// What keeps the worker from taking jobs, in a sentence: why, and until when.
import type { Hold } from '../../worker/api.ts';
import { words } from '../language/language.ts';
import { sayClock, sayNumber, sayPercent, sayShort } from '../words.ts';

const MINUTE_MS = 60_000;

export function holdText(hold: Hold, nowMs: number): string {
  const say = words.value.limits.holds;
  switch (hold.type) {
    case 'schedule':
      return hold.untilMs === undefined ? say.never : say.schedule(sayWhen(hold.untilMs, nowMs));
    case 'battery':
      return say.battery;
    case 'charge': {
      const [now, least] = [sayPercent(hold.percent / 100), sayPercent(hold.leastPercent / 100)];
      return hold.charging ? say.charging(now, least) : say.discharged(now, least);
    }
    case 'inUse':
      return say.inUse;
    case 'duty':
      return say.duty(sayLeft(hold.untilMs - nowMs), sayPercent(hold.share));
    case 'heat':
      return say.heat(sayLeft(hold.untilMs - nowMs), sayPercent(hold.speedShare));
    default:
      return hold satisfies never;
  }
}

/** Rests are a part of the work; the others wait for something to happen. */
export const isRest = ({ type }: Hold): boolean => type === 'duty' || type === 'heat';

/** Somebody has to plug it in. */
export const needsPower = (hold: Hold): boolean =>
  hold.type === 'battery' || (hold.type === 'charge' && !hold.charging);

/** `22:00`, or with its day where that is another. */
function sayWhen(ms: number, nowMs: number): string {
  const { longDays, tomorrow, dayAndTime } = words.value.limits;
  const [when, now] = [new Date(ms), new Date(nowMs)];
  const clock = sayClock(ms).slice(0, 'hh:mm'.length);
  if (when.toDateString() === now.toDateString()) return clock;
  const next = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  const day = when.toDateString() === next.toDateString() ? tomorrow : longDays[when.getDay()];
  return dayAndTime(day ?? '', clock);
}

/** Whole seconds: they are counted down. */
function sayLeft(ms: number): string {
  return ms < MINUTE_MS ? `${sayNumber(Math.max(1, Math.ceil(ms / 1000)))}\u00a0s` : sayShort(ms);
}
