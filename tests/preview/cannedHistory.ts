// What was done before and is shown again: charts, totals, cameras, and frames that wait to be looked at.
import { type History, HOURS, MINUTES, NO_COUNTS, NO_HISTORY, type WorkerEvent } from '../../src/worker/api.ts';
import { CANNED_ALERT } from './cannedFindings.ts';
import { cannedFinished, cannedSnapshot, ONCE_MS } from './cannedParts.ts';
import { eventsOf } from './cannedStates.ts';
import type { SceneFrames } from './sceneFrames.ts';

const CAMERAS = ['front-door', 'yard', 'gate', 'hall', 'Car park, level 2'] as const;

/** What the person chose on earlier visits. */
export const cannedChoices = (state: string): Readonly<Record<string, string>> => {
  switch (state) {
    case 'history-day':
      return { span: 'day' };
    case 'cameras':
      return { results: 'camera' };
    case 'blurred':
      return { blur: '1' };
    default:
      return {};
  }
};

/** A morning's work, the night before, and a pause of a quarter of an hour. */
export function cannedHistory(state: string): History {
  if (state === 'first-day' || state === 'welcome') return NO_HISTORY;
  const bucket = (lengthMs: number, ago: number, jobs: number) => ({
    startMs: (Math.floor(ONCE_MS / lengthMs) - ago) * lengthMs,
    jobs,
    tokens: jobs * 54,
    decodeMs: jobs * 54 * (30 + 6 * Math.sin(ago)),
    busyMs: Math.min(jobs * 2290, lengthMs),
  });
  const minutes = Array.from({ length: 48 }, (_, i) => 47 - i)
    .filter((ago) => ago < 18 || ago > 32)
    .map((ago) => bucket(MINUTES.lengthMs, ago, Math.round(12 + 8 * Math.sin(ago / 3))));
  const hours = Array.from({ length: 22 }, (_, i) => 21 - i)
    .filter((ago) => ago < 3 || ago > 9)
    .map((ago) => bucket(HOURS.lengthMs, ago, Math.round(520 + 400 * Math.sin(ago / 2))));
  const total = {
    jobs: 41_207,
    frames: 123_580,
    busyMs: 98 * 3_600_000 + 1_320_000,
    sinceMs: ONCE_MS - 41 * 86_400_000,
  };
  return { total, minutes, hours };
}

/** Undefined for a state of elsewhere. */
export async function historyEventsOf(state: string, frames: SceneFrames): Promise<WorkerEvent[] | undefined> {
  switch (state) {
    case 'history-hour':
    case 'history-day':
      return eventsOf('waiting', frames);
    case 'blurred':
      return eventsOf('working', frames);
    case 'first-day':
      return [{ type: 'snapshot', snapshot: { ...cannedSnapshot(), counts: NO_COUNTS, speed: {} } }];
    case 'cameras':
      return cameras(frames);
    default:
      return undefined;
  }
}

/** One of them raised an alert, one saw nothing move, and one sends nothing but failures. */
async function cameras(frames: SceneFrames): Promise<WorkerEvent[]> {
  const events: WorkerEvent[] = [];
  for (let i = 0; i < 23; i++) {
    const camera = CAMERAS[i % CAMERAS.length] ?? 'yard';
    const frame = await frames.draw(200 + i, camera);
    const found = camera === 'gate' ? CANNED_ALERT : camera === 'hall' ? ({ fails: true } as const) : stillOf(i);
    const { job, ...rest } = cannedFinished(camera, i, frame, (23 - i) * 9000, found);
    events.push({ type: 'finished', job: { ...rest, job: { ...job, serviceId: camera } } });
  }
  return [
    ...events,
    { type: 'snapshot', snapshot: { ...cannedSnapshot(), counts: stillCounts(), lastOfferMs: ONCE_MS - 2000 } },
  ];
}

const stillOf = (i: number) =>
  i > 14 ? ({ unchanged: true, unchanged_since: '7b1d2c3e-0000-4000-8000-000000000011', tokens: 0 } as const) : {};

const stillCounts = () => ({ ...cannedSnapshot().counts, unchanged: 118, dropped: 3, refused: 2 });
