// The state in one sentence: what is, and what to do next. Each function below handles one layer of the snapshot and hands
// down to the next when there is nothing to say.
import type { Device, LoadProgress } from '../vision/api.ts';
import type { ConnectionState, CurrentJob, EngineState, Problem, Snapshot } from '../worker/api.ts';
import { cameraName } from './cameraName.ts';
import type { ConnectionStory } from './connectionStory.ts';
import { words } from './language/language.ts';
import { type KnownOfProblem, sayProblem } from './language/problemWords.ts';
import { holdText, needsPower } from './limits/holdText.ts';
import { capital, sayJobs, sayLong, sayNumber, sayProgress, sayTimeLeft } from './words.ts';

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
      return { topic: 'idle', tone: 'quiet', text: words.value.state.idle(context.relayHost) };
    }
    case 'paused': {
      const { problem } = snapshot.run;
      if (problem) {
        const text = sayProblem(problem, { host: snapshot.relayHost });
        return { topic: `paused ${problem.reason}`, tone: 'warning', text };
      }
      return { topic: 'paused', tone: 'quiet', text: words.value.state.paused(context.relayHost) };
    }
    case 'standby':
      return { topic: 'standby', tone: 'quiet', text: words.value.state.standby };
    case 'stopping':
      return stopping(snapshot);
    case 'running':
      return running(snapshot, nowMs, context);
    default:
      return snapshot.run satisfies never;
  }
}

function stopping({ current }: Snapshot): StateSentence {
  const { stoppingAfter, handingOver } = words.value.state;
  const text = current ? stoppingAfter(lookingAt(current)) : handingOver;
  return { topic: 'stopping', tone: 'busy', text };
}

function running(snapshot: Snapshot, nowMs: number, context: SentenceContext): StateSentence {
  const { connection, engine, trouble } = snapshot;
  const { registering, connecting } = words.value.state;
  const known = { host: snapshot.relayHost };
  if (engine.type === 'failed') {
    const text = sayProblem(engine.problem, known);
    return { topic: `engine ${engine.problem.reason}`, tone: 'error', text };
  }
  if (connection.type === 'waiting') return waitingForRelay(connection, known, nowMs);
  if (connection.type !== 'open' && context.story?.type === 'failing')
    return relayTrouble(context.story.problem, known, words.value.state.tryingAgain);
  if (connection.type === 'open' && trouble) {
    return { topic: `trouble ${trouble.reason}`, tone: 'warning', text: sayProblem(trouble, known) };
  }
  if (engine.type === 'loading') return loading(engine, context);
  if (connection.type !== 'open') {
    const text = (connection.type === 'registering' ? registering : connecting)(known.host);
    return { topic: 'connecting', tone: 'busy', text };
  }
  if (snapshot.current)
    return { topic: `job ${snapshot.current.job.id}`, tone: 'good', text: capital(lookingAt(snapshot.current)) };
  if (snapshot.mode === 'observe') return observing(snapshot);
  const { story } = context;
  return waitingForWork(snapshot, story?.type === 'listening' ? story.sinceMs : connection.sinceMs, nowMs);
}

function waitingForRelay(
  connection: ConnectionState & { type: 'waiting' },
  known: KnownOfProblem,
  nowMs: number,
): StateSentence {
  const { now, inTime, nextTry } = words.value.state;
  const { attempt, retryAtMs, problem } = connection;
  const seconds = Math.max(0, Math.ceil((retryAtMs - nowMs) / 1000));
  const when = seconds === 0 ? now : inTime(`${sayNumber(seconds)}${NO_BREAK}s`);
  return relayTrouble(problem, known, nextTry(attempt, when));
}

/** The trouble stays in place during a try, or the line would jump with each. */
function relayTrouble(problem: Problem, known: KnownOfProblem, next: string): StateSentence {
  const { reason } = problem;
  // Connecting anew because nobody spoke is done in case of trouble; it is none.
  const tone = reason === 'silent' ? 'busy' : 'warning';
  return { topic: `relay ${reason}`, tone, text: `${endSentence(sayProblem(problem, known))} ${next}` };
}

function loading({ modelName, progress }: EngineState & { type: 'loading' }, context: SentenceContext): StateSentence {
  switch (progress.stage) {
    case 'download':
      return downloading(modelName, progress);
    case 'prepare':
      return { topic: `preparing ${modelName}`, tone: 'busy', text: words.value.state.preparing(modelName) };
    case 'selfTest':
      return { topic: 'self-test', tone: 'busy', text: words.value.state.checking[context.device ?? 'webgpu'] };
    default:
      return progress.stage satisfies never;
  }
}

function downloading(modelName: string, { files, paused, secondsLeft }: LoadProgress): StateSentence {
  const loadedBytes = files.reduce((sum, file) => sum + file.loadedBytes, 0);
  const totalBytes = files.reduce((sum, file) => sum + file.totalBytes, 0);
  const came = sayProgress(loadedBytes, totalBytes);
  const say = words.value.state;
  if (paused) return { topic: `held ${modelName}`, tone: 'quiet', text: say.downloadPaused(modelName, came) };
  const text =
    totalBytes === 0
      ? say.loading(modelName)
      : say.loadingAt(modelName, secondsLeft === undefined ? came : `${came}, ${sayTimeLeft(secondsLeft)}`);
  return { topic: `loading ${modelName}`, tone: 'busy', text };
}

function observing({ counts, relayHost }: Snapshot): StateSentence {
  const topic = 'observing';
  const say = words.value.state;
  if (counts.offered === 0) return { topic, tone: 'good', text: say.nothingOffered(relayHost) };
  const taken = counts.claimed === 0 ? say.noneTaken : say.taken(sayNumber(counts.claimed));
  return { topic, tone: 'good', text: say.offered(sayJobs(counts.offered), taken) };
}

function waitingForWork(snapshot: Snapshot, listeningSinceMs: number, nowMs: number): StateSentence {
  const say = words.value.state;
  if (snapshot.engine.type === 'none') return { topic: 'no model', tone: 'quiet', text: say.noModel };
  const { hold } = snapshot;
  if (hold) {
    const tone = needsPower(hold) ? 'warning' : 'quiet';
    return { topic: `hold ${hold.type}`, tone, text: holdText(hold, nowMs) };
  }
  const silenceMs = nowMs - Math.max(snapshot.lastOfferMs ?? 0, listeningSinceMs);
  if (silenceMs < SHORT_SILENCE_MS) return { topic: 'ready', tone: 'good', text: say.ready };
  return { topic: 'silence', tone: 'good', text: say.silence(sayLong(silenceMs)) };
}

function lookingAt({ job, times, frame }: CurrentJob): string {
  const camera = cameraName(job);
  const frames = job.frames.length;
  const say = words.value.state;
  if (times.answered !== undefined) return say.sending(camera);
  if (times.fetched === undefined) return say.fetching(frames, camera);
  return frames > 1 ? say.lookingAt(camera, frame + 1, frames) : say.looking(camera);
}

const endSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
