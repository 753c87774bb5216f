import type { StateSentence } from '../page/stateSentence.ts';
import { sayJobs, sayLong, sayNumber } from '../page/words.ts';
import type { RelayState } from './relayPoll.ts';

/** The relay's state in one sentence. */
export function relaySentence(state: RelayState, nowMs: number): StateSentence {
  switch (state.type) {
    case 'asking':
      return { topic: 'asking', tone: 'busy', text: 'Asking the relay …' };
    case 'no-relay': {
      const text = 'This page is not served by a relay. Run “npm start” and open the address that it prints.';
      return { topic: 'no-relay', tone: 'warning', text };
    }
    case 'known': {
      const { status, silent, atMs } = state;
      if (silent) {
        const text = `The relay has not answered for ${sayLong(Math.max(1000, nowMs - atMs))}. Is it still running?`;
        return { topic: 'silent', tone: 'warning', text };
      }
      if (status.workers.length === 0) {
        const text = 'No worker is connected. Open the worker page and press Start.';
        return { topic: 'no-workers', tone: 'quiet', text };
      }
      const workers = status.workers.length === 1 ? '1 worker' : `${sayNumber(status.workers.length)} workers`;
      const waiting = `${sayJobs(status.jobs.queued)} waiting`;
      return {
        topic: 'working',
        tone: 'good',
        text: `${workers} connected, ${waiting}, ${sayNumber(status.jobs.done)} done.`,
      };
    }
    default:
      return state satisfies never;
  }
}
