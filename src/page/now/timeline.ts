// The way of a job as six segments, each between two stations.
import type { DialectName } from '../../protocol/job.ts';
import { type JobTimes, STATIONS } from '../../worker/api.ts';
import { sayShort } from '../words.ts';
import { workWords } from '../workWords.ts';

export type SegmentState = 'ahead' | 'going' | 'done';

type Part = 'claim' | 'fetch' | 'wait' | 'look' | 'answer' | 'send';

export interface Segment {
  readonly part: Part;
  readonly name: string;
  readonly title: string;
  readonly state: SegmentState;
  /** Once it is done. */
  readonly duration?: string;
}

/** Whether the job goes on (or its relay has yet to confirm it), is over, or was sent to a relay that confirms nothing. */
export type JobEnd = 'open' | 'over' | 'sent';

/** Segment `i` leads from station `i` to the next one. */
const PARTS: readonly Part[] = ['claim', 'fetch', 'wait', 'look', 'answer', 'send'];

/** A segment is done when its end or anything after it was reached; the first one that is not goes on, if the job does. */
export function timelineOf(times: JobTimes | undefined, end: JobEnd, dialect: DialectName = 'J'): Segment[] {
  const reached = STATIONS.map((station) => times?.[station]);
  const lastReached = reached.findLastIndex((ms) => ms !== undefined);
  return PARTS.map((part, i) => {
    const [from, to] = [reached[i], reached[i + 1]];
    const state = i < lastReached ? 'done' : i === lastReached ? AT_LAST_STATION[end] : 'ahead';
    // Some stations are only told afterwards: until then a segment is done, for a time not known yet.
    const duration = from !== undefined && to !== undefined ? sayShort(to - from) : undefined;
    const [name, title] = workWords.value.way[wordOf(part, state, end, dialect)];
    return { part, name, title, state, ...(duration && { duration }) };
  });
}

const AT_LAST_STATION: { readonly [E in JobEnd]: SegmentState } = { open: 'going', over: 'ahead', sent: 'done' };

/** A part may have another name: where nobody claims or confirms. */
function wordOf(part: Part, state: SegmentState, end: JobEnd, dialect: DialectName): Part | 'queue' | 'sent' {
  if (part === 'claim' && dialect !== 'J') return 'queue';
  return part === 'send' && state === 'done' && end === 'sent' ? 'sent' : part;
}
