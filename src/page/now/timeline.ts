// The way of a job as six segments, each between two stations.
import type { DialectName } from '../../protocol/job.ts';
import { type JobTimes, STATIONS } from '../../worker/api.ts';
import { sayShort } from '../words.ts';

export type SegmentState = 'ahead' | 'going' | 'done';

interface SegmentWords {
  /** Which segment it is; `name` may be another word for it. */
  readonly part: string;
  readonly name: string;
  readonly title: string;
}

export interface Segment extends SegmentWords {
  readonly state: SegmentState;
  /** Once it is done. */
  readonly duration?: string;
}

/** Whether the job goes on (or its relay has yet to confirm it), is over, or was sent to a relay that confirms nothing. */
export type JobEnd = 'open' | 'over' | 'sent';

/** Segment `i` leads from station `i` to the next one. */
const SEGMENTS: readonly SegmentWords[] = [
  { part: 'claim', name: 'claim', title: 'From the offer until the relay gave the job to this computer' },
  { part: 'fetch', name: 'fetch', title: 'Fetching the frames from the relay' },
  { part: 'wait', name: 'wait', title: 'Waiting for the model to be free, and packing the frames for it' },
  { part: 'look', name: 'look', title: 'The model looks, up to its first word' },
  { part: 'answer', name: 'answer', title: 'The model writes its answer' },
  { part: 'send', name: 'send', title: 'Until the relay confirmed the result' },
];

const QUEUE = { part: 'claim', name: 'queue', title: 'From the event until this computer had a place for it' };
const SENT = { part: 'send', name: 'sent', title: 'This relay confirms no results' };

/** A segment is done when its end or anything after it was reached; the first one that is not goes on, if the job does. */
export function timelineOf(times: JobTimes | undefined, end: JobEnd, dialect: DialectName = 'J'): Segment[] {
  const reached = STATIONS.map((station) => times?.[station]);
  const lastReached = reached.findLastIndex((ms) => ms !== undefined);
  return SEGMENTS.map((segment, i) => {
    const [from, to] = [reached[i], reached[i + 1]];
    const state = i < lastReached ? 'done' : i === lastReached ? AT_LAST_STATION[end] : 'ahead';
    // Some stations are only told afterwards: until then a segment is done, for a time not known yet.
    const duration = from !== undefined && to !== undefined ? sayShort(to - from) : undefined;
    return { ...wordsOf(segment, state, end, dialect), state, ...(duration && { duration }) };
  });
}

const AT_LAST_STATION: { readonly [E in JobEnd]: SegmentState } = { open: 'going', over: 'ahead', sent: 'done' };

function wordsOf(segment: SegmentWords, state: SegmentState, end: JobEnd, dialect: DialectName): SegmentWords {
  if (segment.part === 'claim' && dialect !== 'J') return QUEUE;
  return segment.part === 'send' && state === 'done' && end === 'sent' ? SENT : segment;
}
