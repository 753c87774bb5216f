import type { StateSentence } from '../page/stateSentence.ts';
import { sayJobs, sayLong, sayNumber } from '../page/words.ts';
import type { RelayState } from './relayPoll.ts';
import { relayWords } from './relayWords.ts';

/** The relay's state in one sentence. */
export function relaySentence(state: RelayState, nowMs: number): StateSentence {
  const say = relayWords.value;
  switch (state.type) {
    case 'asking':
      return { topic: 'asking', tone: 'busy', text: say.asking };
    case 'no-relay':
      return { topic: 'no-relay', tone: 'warning', text: say.noRelay };
    case 'known': {
      const { status, silent, atMs } = state;
      if (silent) {
        const text = say.silent(sayLong(Math.max(1000, nowMs - atMs)));
        return { topic: 'silent', tone: 'warning', text };
      }
      const { workers, jobs } = status;
      if (workers.length === 0) return { topic: 'no-workers', tone: 'quiet', text: say.noWorkers };
      const text = say.working(workers.length, sayNumber(workers.length), sayJobs(jobs.queued), sayNumber(jobs.done));
      return { topic: 'working', tone: 'good', text };
    }
    default:
      return state satisfies never;
  }
}
