// What the log says of a hold: in English, as all of the log.
import type { Hold } from './limits.ts';

export function beginLine(hold: Hold, nowMs: number): string {
  switch (hold.type) {
    case 'schedule':
      return hold.untilMs === undefined
        ? 'No job is taken: the schedule in Limits has no hours.'
        : `No job is taken until ${localTime(hold.untilMs)}, by the schedule in Limits.`;
    case 'battery':
      return 'No job is taken: on battery. Plug in, or allow battery in Limits.';
    case 'charge':
      return `No job is taken: the battery is at ${hold.percent} %, and Limits ask for ${hold.leastPercent} %.`;
    case 'inUse':
      return 'No job is taken: somebody uses this computer.';
    case 'duty':
      return `Resting for ${seconds(hold.untilMs - nowMs)}: the limit is ${percent(hold.share)} of the GPU’s time.`;
    case 'heat':
      return `Resting for ${seconds(hold.untilMs - nowMs)}: the GPU is down to ${percent(hold.speedShare)} of its best speed, by heat as it seems.`;
    default:
      return hold satisfies never;
  }
}

const NAMES: { readonly [T in Hold['type']]: string } = {
  schedule: 'the schedule’s hours have begun',
  battery: 'on mains power, or battery is allowed',
  charge: 'the battery is charged enough',
  inUse: 'nobody uses this computer',
  duty: 'rested',
  heat: 'rested',
};

export const endLine = ({ type }: Hold): string => `Jobs are taken again: ${NAMES[type]}.`;

/** `Sat Jan 10 2026 22:00`. */
const localTime = (ms: number): string => new Date(ms).toString().slice(0, 21);
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const percent = (share: number): string => `${Math.round(share * 100)} %`;
