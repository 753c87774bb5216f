// Keeps what is wrong between this page and the relay, as far as it was found out, until it is over.
import type { Problem } from './api.ts';
import type { Diagnose } from './diagnose.ts';
import type { Session } from './session.ts';
import type { HttpEnding } from './verdict.ts';

export interface Troubles {
  /** While connected: why the page cannot work all the same. */
  readonly current: Problem | undefined;
  onSession(state: Session): void;
  onHttp(ending: HttpEnding): void;
  /** The session, with the closer diagnosis of why it waits where there is one. */
  explain(state: Session): Session;
}

/** One request may fail by chance. */
const MIN_UNANSWERED = 2;
/** These are guesses from a close without a reason; the others are certain. */
const VAGUE: readonly string[] = ['relay-down', 'relay-blocked'];

/** @param onFound told of each new diagnosis */
export function createTroubles(diagnose: Diagnose, onFound: (problem: Problem | undefined) => void): Troubles {
  let session: Session = { type: 'closed' };
  let current: Problem | undefined;
  let whyWaiting: Problem | undefined;
  /** In a row. */
  let unanswered = 0;
  let asking = false;

  function onSession(state: Session): void {
    // A server that had taken the worker is there, and the path is right.
    const opened = session.type !== 'connecting';
    session = state;
    whyWaiting = undefined;
    unanswered = 0;
    if (state.type !== 'open') current = undefined;
    if (opened || state.type !== 'waiting' || !VAGUE.includes(state.problem.reason)) return;
    void diagnose.noSocket().then((problem) => {
      if (session !== state) return;
      whyWaiting = problem;
      onFound(problem);
    });
  }

  async function findOut(): Promise<void> {
    asking = true;
    const asked = session;
    const problem = await diagnose.noAnswer();
    asking = false;
    if (session !== asked || unanswered === 0 || problem.reason === current?.reason) return;
    current = problem;
    onFound(problem);
  }

  return {
    get current() {
      return current;
    },
    onSession,
    onHttp(ending) {
      if (ending.type === 'unanswered') {
        unanswered += 1;
        if (session.type === 'open' && unanswered >= MIN_UNANSWERED && !asking) void findOut();
        return;
      }
      unanswered = 0;
      if (!current) return;
      current = undefined;
      onFound(undefined);
    },
    explain: (state) => (state.type === 'waiting' && whyWaiting ? { ...state, problem: whyWaiting } : state),
  };
}
