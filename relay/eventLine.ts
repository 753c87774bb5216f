// One line per job and result, as `npm start` and `npm run relay` print them.
import { cameraOf } from './cameraOf.ts';
import type { ReceivedEvent, RelayEvent, SentWork } from './events.ts';
import { plainLine } from './plainText.ts';

const MAX_NAME_LENGTH = 24;
const MAX_SENTENCE_LENGTH = 110;
const NAME_WIDTH = 16;

/** The line for an event, or undefined for what a person need not read. */
export function eventLine(event: RelayEvent): string | undefined {
  switch (event.type) {
    case 'job-offered':
      return line('job', cameraOf(event.job), `${count(event.job.frames.length, 'frame')}${again(event.failedTries)}`);
    case 'job-completed':
      return line(
        'result',
        cameraOf(event.job),
        describeResult(event.result, event.workerId, event.completedAtMs - event.claimedAtMs),
      );
    case 'job-failed':
      return line(
        'failed',
        cameraOf(event.job),
        `${plainLine(event.error, MAX_SENTENCE_LENGTH)}${lastTry(event.final)} · ${worker(event.workerId)}`,
      );
    case 'job-expired':
      return line(
        'expired',
        cameraOf(event.job),
        `${worker(event.workerId)} did not finish in time${lastTry(event.final)}`,
      );
    case 'work-sent':
      return describeSent(event);
    case 'event-received':
      return describeReceived(event);
    case 'worker-joined':
      return bare('worker', `${worker(event.workerId)} joined`);
    case 'worker-left':
      return bare('worker', `${worker(event.workerId)} left: ${plainLine(event.reason, MAX_SENTENCE_LENGTH)}`);
    case 'connection-refused':
      return bare('refused', plainLine(event.reason, MAX_SENTENCE_LENGTH));
    case 'message-ignored':
      return bare('ignored', `${worker(event.workerId)}: ${plainLine(event.reason, MAX_SENTENCE_LENGTH)}`);
    case 'camera-failed':
      return bare(
        'camera',
        `${plainLine(event.serviceId, MAX_NAME_LENGTH)}: ${plainLine(event.reason, MAX_SENTENCE_LENGTH)}`,
      );
    // A claim is followed by its result, and jobs that nobody takes are offered and dropped for ever.
    case 'job-claimed':
    case 'job-dropped':
      return undefined;
  }
}

/** One line a shot: the frames of a batch are not worth a line each. */
function describeSent({ message, shotId, camera }: SentWork): string | undefined {
  if (message.id !== shotId) return undefined;
  return line('sent', camera, message.type === 'frame' ? '1 frame' : count(message.data.frames.length, 'frame'));
}

function describeReceived({ workerId, data, error, work, camera, receivedAtMs }: ReceivedEvent): string {
  if (error !== undefined)
    return line('failed', camera, `${plainLine(error, MAX_SENTENCE_LENGTH)} · ${worker(workerId)}`);
  return line('result', camera, describeResult(data, workerId, work && receivedAtMs - work.sentAtMs));
}

/** `tookMs` is left out where nobody knows what the result is about. */
function describeResult(result: Readonly<Record<string, unknown>>, workerId: string, tookMs?: number): string {
  const summary = [result['summary'], result['description']].find((text) => typeof text === 'string' && text !== '');
  const sentence = typeof summary === 'string' ? `“${plainLine(summary, MAX_SENTENCE_LENGTH)}”` : '(no sentence)';
  const boxes = Array.isArray(result['detections']) ? result['detections'].length : 0;
  const seconds = tookMs === undefined ? '' : ` · ${(tookMs / 1000).toFixed(1)} s`;
  return `${sentence} · ${boxes === 1 ? '1 box' : `${boxes} boxes`}${seconds} · ${worker(workerId)}`;
}

function line(what: string, camera: string, rest: string): string {
  return `${what.padEnd(8)}${plainLine(camera, MAX_NAME_LENGTH).padEnd(NAME_WIDTH)} ${rest}`;
}

const bare = (what: string, rest: string): string => `${what.padEnd(8)}${rest}`;
const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
const again = (failedTries: number): string =>
  failedTries === 0 ? '' : ` · offered again after ${count(failedTries, 'failed try').replace('trys', 'tries')}`;
const lastTry = (final: boolean): string => (final ? ' · given up' : '');
/** A UUID's first part tells workers apart. */
const worker = (id: string): string => `worker ${plainLine(id, 200).slice(0, 8)}`;
