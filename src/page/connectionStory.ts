// What the newest snapshots tell together of the connection. One alone does not say whether a trouble lasts: between two
// tries it reads `connecting`, and a connection that is renewed only because nobody spoke begins anew every few minutes.
import type { ConnectionState, Problem } from '../worker/api.ts';

export type ConnectionStory =
  | { readonly type: 'none' }
  /** Since when a job could have come. */
  | { readonly type: 'listening'; readonly sinceMs: number }
  /** A good connection ended; the next try will often do. */
  | { readonly type: 'lost'; readonly problem: Problem; readonly retryAtMs: number }
  /** One try after another fails. */
  | { readonly type: 'failing'; readonly problem: Problem };

export const NO_STORY: ConnectionStory = { type: 'none' };

/** A try that follows the end of a good connection is the second one. */
const FIRST_RETRY = 2;

export function continueStory(story: ConnectionStory, connection: ConnectionState): ConnectionStory {
  switch (connection.type) {
    case 'closed':
      return NO_STORY;
    case 'connecting':
    case 'registering':
      return story;
    case 'open':
      return story.type === 'listening' ? story : { type: 'listening', sinceMs: connection.sinceMs };
    case 'waiting':
      return waiting(story, connection);
    default:
      return connection satisfies never;
  }
}

function waiting(story: ConnectionStory, connection: ConnectionState & { type: 'waiting' }): ConnectionStory {
  const { problem, attempt, retryAtMs } = connection;
  if (story.type === 'listening') {
    if (problem.reason === 'silent') return story;
    return attempt <= FIRST_RETRY ? { type: 'lost', problem, retryAtMs } : { type: 'failing', problem };
  }
  // The same wait, whose problem is better known by now.
  if (story.type === 'lost' && story.retryAtMs === retryAtMs) return { ...story, problem };
  return { type: 'failing', problem };
}
