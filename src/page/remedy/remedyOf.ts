// Which trouble there is something to do about, if any. The words are in remedyWords.ts.
import type { Snapshot } from '../../worker/api.ts';
import type { ConnectionStory } from '../connectionStory.ts';
import { type RemedyStep, remedyWords, SILENT_CAMERAS } from './remedyWords.ts';

export type RemedyAction = 'try-again' | 'load-again' | 'settings';

/** What a person can do about the trouble that the state line names. */
export interface Remedy {
  readonly reason: string;
  readonly title: string;
  readonly steps: readonly RemedyStep[];
  readonly actions: readonly RemedyAction[];
}

export interface RemedyContext {
  readonly story: ConnectionStory;
  readonly pageUrl: string;
  /** The base of the relay's HTTP routes; undefined where the address cannot be used, and nothing was started. */
  readonly relayUrl: string | undefined;
}

/** So long without any job, cameras that send frames every few seconds are not there. */
const SILENT_CAMERAS_MS = 180_000;

interface Found {
  readonly reason: string;
  /** What may be tried at once: the connection, which waits for its next try, or the loading of the model. */
  readonly again?: 'try-again' | 'load-again';
}

export function remedyOf(snapshot: Snapshot, nowMs: number, context: RemedyContext): Remedy | undefined {
  const { relayUrl, pageUrl } = context;
  const found = findTrouble(snapshot, nowMs, context.story);
  if (!found || relayUrl === undefined) return undefined;
  const words = remedyWords(found.reason, { relayUrl, pageOrigin: new URL(pageUrl).origin });
  if (!words) return undefined;
  const actions: RemedyAction[] = found.again ? [found.again] : [];
  if (words.settings) actions.push('settings');
  return { reason: found.reason, title: words.title, steps: words.steps, actions };
}

function findTrouble(snapshot: Snapshot, nowMs: number, story: ConnectionStory): Found | undefined {
  const { run } = snapshot;
  switch (run.type) {
    case 'idle':
    // The tab that works shows its trouble itself, and has the buttons against it.
    case 'standby':
      return undefined;
    case 'paused':
      return run.problem && { reason: run.problem.reason };
    case 'running':
    case 'stopping':
      return findTroubleOfRun(snapshot, nowMs, story);
    default:
      return run satisfies never;
  }
}

/** A connection that was lost just now is no trouble yet: a remedy that comes and goes within a second helps nobody. */
function findTroubleOfRun(snapshot: Snapshot, nowMs: number, story: ConnectionStory): Found | undefined {
  const { engine } = snapshot;
  if (engine.type === 'failed') return { reason: engine.problem.reason, again: 'load-again' };
  if (story.type === 'failing') return { reason: story.problem.reason, again: 'try-again' };
  if (snapshot.trouble) return { reason: snapshot.trouble.reason };
  if (story.type !== 'listening' || snapshot.current || snapshot.run.type === 'stopping') return undefined;
  const silenceMs = nowMs - Math.max(snapshot.lastOfferMs ?? 0, story.sinceMs);
  return silenceMs >= SILENT_CAMERAS_MS ? { reason: SILENT_CAMERAS } : undefined;
}
