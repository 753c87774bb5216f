// Which trouble needs the person, and how long it may last before that is said.
import type { Problem, Snapshot } from '../../worker/api.ts';
import type { ConnectionStory } from '../connectionStory.ts';
import { sayProblem } from '../language/problemWords.ts';

export interface Trouble {
  /** One trouble has one name, whatever is found out about it. */
  readonly key: string;
  /** The worker has stopped, or it goes on as soon as the relay is there. */
  readonly type: 'stopped' | 'relay';
  readonly message: string;
  readonly patienceMs: number;
}

/** Relays are restarted; nobody is to be called for that. */
const RELAY_PATIENCE_MS = 3 * 60_000;

export function troubleOf(
  { run, engine, trouble, relayHost: host }: Snapshot,
  story: ConnectionStory,
): Trouble | undefined {
  const stopped = (problem: Problem): Trouble => ({
    key: `stopped ${problem.reason}`,
    type: 'stopped',
    message: sayProblem(problem, { host }),
    patienceMs: 0,
  });
  if (run.type === 'paused') return run.problem && stopped(run.problem);
  if (run.type !== 'running') return undefined;
  if (engine.type === 'failed') return stopped(engine.problem);
  const problem = story.type === 'failing' ? story.problem : trouble;
  if (!problem) return undefined;
  return { key: 'relay', type: 'relay', message: sayProblem(problem, { host }), patienceMs: RELAY_PATIENCE_MS };
}

/** What is known of the trouble at hand. */
export interface Watched {
  readonly key?: string;
  readonly sinceMs: number;
  /** The person knows of it: it was told, or they were looking. */
  readonly known: boolean;
}

export const NOTHING: Watched = { sinceMs: 0, known: false };

/** @returns what is known now, and whether the person is to be told */
export function watchTrouble(
  before: Watched,
  trouble: Trouble | undefined,
  nowMs: number,
  hidden: boolean,
): { readonly watched: Watched; readonly tell: boolean } {
  if (!trouble) return { watched: NOTHING, tell: false };
  const watched = before.key === trouble.key ? before : { key: trouble.key, sinceMs: nowMs, known: false };
  if (watched.known || nowMs - watched.sinceMs < trouble.patienceMs) return { watched, tell: false };
  return { watched: { ...watched, known: true }, tell: hidden };
}
