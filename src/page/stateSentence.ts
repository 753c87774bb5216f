// The state in one sentence: what is, and what to do next. Each function below handles one layer of the snapshot and hands
// down to the next when there is nothing to say.
import type { Device, LoadProgress } from '../vision/api.ts';
import type { ConnectionState, CurrentJob, EngineState, Problem, Snapshot } from '../worker/api.ts';
import { cameraName } from './cameraName.ts';
import type { ConnectionStory } from './connectionStory.ts';
import { capital, sayJobs, sayLong, sayNumber, sayOrdinal, sayProgress, sayTimeLeft } from './words.ts';

export type Tone = 'quiet' | 'good' | 'busy' | 'warning' | 'error';

export interface StateSentence {
  /** Changes when something new is to be said; a figure that ticks does not change it. */
  readonly topic: string;
  readonly tone: Tone;
  readonly text: string;
}

export interface SentenceContext {
  /** The relay that Start would go to. */
  readonly relayHost: string;
  /** Why Start cannot work as things stand: what is, and what to do. */
  readonly obstacle?: string | undefined;
  /** What the model is loaded for, as far as the page knows. */
  readonly device?: Device | undefined;
  /** Silence is counted over connections that were renewed for it. */
  readonly story?: ConnectionStory;
}

/** The line is often just too long there: a unit is not to begin the next one. */
const NO_BREAK = '\u00a0';
/** Silence after an offer that is not worth a remark. */
const SHORT_SILENCE_MS = 30_000;

export function stateSentence(snapshot: Snapshot, nowMs: number, context: SentenceContext): StateSentence {
  switch (snapshot.run.type) {
    case 'idle': {
      if (context.obstacle) return { topic: 'obstacle', tone: 'warning', text: context.obstacle };
      const text = `This computer is idle. Start lets it look at camera frames for ${context.relayHost}.`;
      return { topic: 'idle', tone: 'quiet', text };
    }
    case 'paused': {
      const { problem } = snapshot.run;
      if (problem) return { topic: `paused ${problem.reason}`, tone: 'warning', text: problem.message };
      return { topic: 'paused', tone: 'quiet', text: `Paused. Start goes on with ${context.relayHost}.` };
    }
    case 'standby': {
      const text = 'Another tab of this browser works. This one takes over when it closes.';
      return { topic: 'standby', tone: 'quiet', text };
    }
    case 'stopping':
      return stopping(snapshot);
    case 'running':
      return running(snapshot, nowMs, context);
    default:
      return snapshot.run satisfies never;
  }
}

function stopping({ current }: Snapshot): StateSentence {
  const text = current
    ? `Stopping after this job: ${lookingAt(current)}`
    : 'Stopping: handing the last results to the relay.';
  return { topic: 'stopping', tone: 'busy', text };
}

function running(snapshot: Snapshot, nowMs: number, context: SentenceContext): StateSentence {
  const { connection, engine, trouble } = snapshot;
  if (engine.type === 'failed') {
    return { topic: `engine ${engine.problem.reason}`, tone: 'error', text: engine.problem.message };
  }
  if (connection.type === 'waiting') return waitingForRelay(connection, nowMs);
  if (connection.type !== 'open' && context.story?.type === 'failing') return tryingAgain(context.story.problem);
  if (connection.type === 'open' && trouble) {
    return { topic: `trouble ${trouble.reason}`, tone: 'warning', text: trouble.message };
  }
  if (engine.type === 'loading') return loading(engine, context);
  if (connection.type !== 'open') {
    const host = snapshot.relayHost;
    const text = connection.type === 'registering' ? `Registering at ${host} …` : `Connecting to ${host} …`;
    return { topic: 'connecting', tone: 'busy', text };
  }
  if (snapshot.current)
    return { topic: `job ${snapshot.current.job.id}`, tone: 'good', text: capital(lookingAt(snapshot.current)) };
  if (snapshot.mode === 'observe') return observing(snapshot);
  const { story } = context;
  return waitingForWork(snapshot, story?.type === 'listening' ? story.sinceMs : connection.sinceMs, nowMs);
}

function waitingForRelay(connection: ConnectionState & { type: 'waiting' }, nowMs: number): StateSentence {
  const { attempt, retryAtMs, problem } = connection;
  const seconds = Math.max(0, Math.ceil((retryAtMs - nowMs) / 1000));
  const when = seconds === 0 ? 'now' : `in ${sayNumber(seconds)}${NO_BREAK}s`;
  return relayTrouble(problem, `${capital(sayOrdinal(attempt))} try ${when}.`);
}

/** The trouble stays in place during a try, or the line would jump with each. */
const tryingAgain = (problem: Problem): StateSentence => relayTrouble(problem, 'Trying again now …');

function relayTrouble({ reason, message }: Problem, next: string): StateSentence {
  // Connecting anew because nobody spoke is done in case of trouble; it is none.
  const tone = reason === 'silent' ? 'busy' : 'warning';
  return { topic: `relay ${reason}`, tone, text: `${endSentence(message)} ${next}` };
}

function loading({ modelName, progress }: EngineState & { type: 'loading' }, context: SentenceContext): StateSentence {
  switch (progress.stage) {
    case 'download':
      return downloading(modelName, progress);
    case 'prepare':
      return { topic: `preparing ${modelName}`, tone: 'busy', text: `Preparing ${modelName} …` };
    case 'selfTest': {
      const what = context.device === 'wasm' ? 'the processor' : 'this GPU';
      return { topic: 'self-test', tone: 'busy', text: `Checking that ${what} computes right answers …` };
    }
    default:
      return progress.stage satisfies never;
  }
}

function downloading(modelName: string, { files, paused, secondsLeft }: LoadProgress): StateSentence {
  const loadedBytes = files.reduce((sum, file) => sum + file.loadedBytes, 0);
  const totalBytes = files.reduce((sum, file) => sum + file.totalBytes, 0);
  const came = sayProgress(loadedBytes, totalBytes);
  if (paused) {
    const text = `The download of ${modelName} is paused at ${came}. Continue goes on with it.`;
    return { topic: `held ${modelName}`, tone: 'quiet', text };
  }
  const text =
    totalBytes === 0
      ? `Loading ${modelName} …`
      : `Loading ${modelName}: ${came}${secondsLeft === undefined ? '' : `, ${sayTimeLeft(secondsLeft)}`}.`;
  return { topic: `loading ${modelName}`, tone: 'busy', text };
}

function observing({ counts, relayHost }: Snapshot): StateSentence {
  const topic = 'observing';
  if (counts.offered === 0) {
    const text = `Watching ${relayHost}. No job has been offered yet. Is a camera connected to the relay?`;
    return { topic, tone: 'good', text };
  }
  const taken = counts.claimed === 0 ? 'none taken' : `${sayNumber(counts.claimed)} taken`;
  const text = `Watching: ${sayJobs(counts.offered)} offered, ${taken}. Switch to Work to take them.`;
  return { topic, tone: 'good', text };
}

function waitingForWork(snapshot: Snapshot, listeningSinceMs: number, nowMs: number): StateSentence {
  if (snapshot.engine.type === 'none') {
    const text = 'No model is loaded, so no jobs are taken. Load the model to go on.';
    return { topic: 'no model', tone: 'quiet', text };
  }
  const silenceMs = nowMs - Math.max(snapshot.lastOfferMs ?? 0, listeningSinceMs);
  if (silenceMs < SHORT_SILENCE_MS) return { topic: 'ready', tone: 'good', text: 'Ready for the next job.' };
  const text = `Ready. No camera has sent work for ${sayLong(silenceMs)}. Is a camera connected to the relay?`;
  return { topic: 'silence', tone: 'good', text };
}

function lookingAt({ job, times, frame }: CurrentJob): string {
  const camera = cameraName(job);
  if (times.answered !== undefined) return `sending the result for ${camera}.`;
  if (times.fetched === undefined)
    return `fetching ${job.frames.length === 1 ? 'a frame' : `${job.frames.length} frames`} of ${camera}.`;
  const which = job.frames.length > 1 ? `, frame ${frame + 1} of ${job.frames.length}` : '';
  return `looking at ${camera}${which}.`;
}

const endSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
