// Which trouble there is something to do about, if any. The words come with the first one: remedyWords.ts.
import type { Snapshot } from '../../worker/api.ts';
import type { ConnectionStory } from '../connectionStory.ts';
import type { RemedyReason } from '../language/en/remedy.ts';
import type { Places } from './remedySteps.ts';

/**
 * Whether a field of Settings may be what is wrong. The state line has named the trouble already; a reason that is not here
 * goes by itself, or its sentence says all there is to do.
 */
const MAY_BE_SETTINGS: { readonly [R in RemedyReason]: boolean } = {
  'self-test': true,
  'no-space': true,
  'file-corrupt': true,
  'model-missing': true,
  'model-broken': true,
  'no-device': true,
  'no-cors': false,
  'local-network': false,
  'mixed-content': true,
  'relay-down': true,
  'wrong-path': true,
  'no-answer': true,
  'relay-blocked': true,
  'http-unreachable': false,
  'key-rejected': false,
  replaced: false,
  'gpu-failed': true,
  /** Derived here: the relay is there and no camera sends anything. */
  'silent-cameras': false,
};

export const hasRemedy = (reason: string): reason is RemedyReason => Object.hasOwn(MAY_BE_SETTINGS, reason);

export const mayBeSettings = (reason: RemedyReason): boolean => MAY_BE_SETTINGS[reason];

export type RemedyAction = 'try-again' | 'load-again' | 'settings';

/** What a person can do about the trouble that the state line names. */
export interface Remedy {
  readonly reason: RemedyReason;
  /** What its steps name. */
  readonly places: Places;
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
  const { reason, again } = found;
  if (!hasRemedy(reason)) return undefined;
  const actions: RemedyAction[] = again ? [again] : [];
  if (mayBeSettings(reason)) actions.push('settings');
  return { reason, places: { relayUrl, pageOrigin: new URL(pageUrl).origin }, actions };
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
  // A worker that would take no job misses none.
  if (snapshot.hold) return undefined;
  const silenceMs = nowMs - Math.max(snapshot.lastOfferMs ?? 0, story.sinceMs);
  return silenceMs >= SILENT_CAMERAS_MS ? { reason: 'silent-cameras' } : undefined;
}
