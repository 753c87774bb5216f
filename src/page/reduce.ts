// The one pure step from what the page showed and what the worker told to what the page shows.
import type { FinishedJob, LogLine, Snapshot, WorkerEvent } from '../worker/api.ts';
import { withEntryReplaced, withJobOfCamera } from './cameras/cameras.ts';
import { continueStory, NO_STORY } from './connectionStory.ts';
import { type FinishedEntry, type Looking, MAX_FINISHED, MAX_LOG_ENTRIES, type PageState } from './pageState.ts';

/** `nowMs` is when the event came. Events of a job or frame that is no longer shown change nothing. */
export function reduce(state: PageState, event: WorkerEvent, nowMs: number): PageState {
  switch (event.type) {
    case 'snapshot':
      return withSnapshot(state, event.snapshot);
    case 'frame':
      return withFrame(state, event);
    case 'answer':
      return withLooking(state, event.jobId, event.frame, { answer: event.text });
    case 'boxes':
      return withLooking(state, event.jobId, event.frame, { boxes: event.boxes });
    case 'finished':
      return withFinished(state, event.job, nowMs);
    case 'history':
      return { ...state, history: event.history };
    case 'lastWill':
      return { ...state, lastWill: event.requests };
    case 'log':
      return withLog(state, event.line);
    default:
      return event satisfies never;
  }
}

function withSnapshot(state: PageState, snapshot: Snapshot): PageState {
  const story = continueStory(
    snapshot.relayHost === state.snapshot.relayHost ? state.story : NO_STORY,
    snapshot.connection,
  );
  return { ...state, snapshot, story };
}

/** One frame may be looked at twice, once for its sentence and once for its boxes: then all that is shown stays. */
function withFrame(state: PageState, { jobId, frame, image }: WorkerEvent & { type: 'frame' }): PageState {
  const { looking } = state;
  if (looking?.jobId === jobId && looking.frame === frame && !looking.finished) return state;
  return { ...state, looking: { jobId, frame, image, boxes: [], answer: '' } };
}

function withLooking(state: PageState, jobId: string, frame: number, change: Partial<Looking>): PageState {
  const { looking } = state;
  if (looking?.jobId !== jobId || looking.frame !== frame || looking.finished) return state;
  return { ...state, looking: { ...looking, ...change } };
}

/** A job is told twice: when its answer is there, and again when the relay has confirmed it. */
function withFinished(state: PageState, finished: FinishedJob, nowMs: number): PageState {
  const looking = state.looking?.jobId === finished.job.id ? closeLooking(state.looking, finished) : state.looking;
  const rest = { ...state, ...(looking && { looking }) };
  const told = finished.times.acknowledged !== undefined && entriesOf(state).find((entry) => isSame(entry, finished));
  if (told) {
    // The image crossed between the threads again; the one that is drawn already stays, or it would flicker.
    const { image } = told.finished;
    const confirmed = { ...told, finished: { ...finished, ...(image && { image }) } };
    return {
      ...rest,
      finished: state.finished.map((entry) => (entry === told ? confirmed : entry)),
      cameras: withEntryReplaced(state.cameras, told, confirmed),
    };
  }
  const entry = { serial: state.nextSerial, atMs: finished.times.answered ?? nowMs, finished };
  return {
    ...rest,
    nextSerial: state.nextSerial + 1,
    finished: [entry, ...state.finished].slice(0, MAX_FINISHED),
    cameras: withJobOfCamera(state.cameras, entry),
  };
}

const entriesOf = ({ finished, cameras }: PageState): FinishedEntry[] => [
  ...finished,
  ...cameras.map(({ entry }) => entry),
];

const isSame = (entry: FinishedEntry, { job }: FinishedJob): boolean =>
  entry.finished.job.id === job.id && entry.finished.times.acknowledged === undefined;

function closeLooking(looking: Looking, { job, times, outcome }: FinishedJob): Looking {
  if (outcome.type === 'failed') return { ...looking, finished: { job, times } };
  const { result } = outcome;
  const { description, summary, objects } = result;
  // `objects` belong to the newest frame only.
  const boxes = looking.frame === job.frames.length - 1 ? objects : looking.boxes;
  return { ...looking, answer: description || summary, boxes, finished: { job, times, result } };
}

function withLog(state: PageState, line: LogLine): PageState {
  const log = [...state.log, { serial: state.nextSerial, line }].slice(-MAX_LOG_ENTRIES);
  return { ...state, nextSerial: state.nextSerial + 1, log };
}
