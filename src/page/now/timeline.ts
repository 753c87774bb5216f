// The way of a job as six segments, each between two stations.
import { type JobTimes, STATIONS } from '../../worker/api.ts';
import { sayShort } from '../words.ts';

export type SegmentState = 'ahead' | 'going' | 'done';

export interface Segment {
  readonly name: string;
  readonly title: string;
  readonly state: SegmentState;
  /** Once it is done. */
  readonly duration?: string;
}

/** Segment `i` leads from station `i` to the next one. */
const SEGMENTS: readonly { readonly name: string; readonly title: string }[] = [
  { name: 'claim', title: 'From the offer until the relay gave the job to this computer' },
  { name: 'fetch', title: 'Fetching the frames from the relay' },
  { name: 'wait', title: 'Waiting for the model to be free, and packing the frames for it' },
  { name: 'look', title: 'The model looks, up to its first word' },
  { name: 'answer', title: 'The model writes its answer' },
  { name: 'send', title: 'Until the relay confirmed the result' },
];

/** A segment is done when its end or anything after it was reached; the first one that is not goes on, if the job does. */
export function timelineOf(times: JobTimes | undefined, over: boolean): Segment[] {
  const reached = STATIONS.map((station) => times?.[station]);
  const lastReached = reached.findLastIndex((ms) => ms !== undefined);
  return SEGMENTS.map(({ name, title }, i) => {
    const [start, end] = [reached[i], reached[i + 1]];
    const state = i < lastReached ? 'done' : i === lastReached && !over ? 'going' : 'ahead';
    // Some stations are only told afterwards: until then a segment is done, for a time not known yet.
    const duration = start !== undefined && end !== undefined ? sayShort(end - start) : undefined;
    return { name, title, state, ...(duration && { duration }) };
  });
}
