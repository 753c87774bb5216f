// What a relay has said on one socket, tallied as it comes: a relay may say thousands of things, so little of it is kept.
import type { EventDialect, Job } from '../../src/protocol/job.ts';
import { parseRelayMessage, type RelayMessage } from '../../src/protocol/messages.ts';
import { quote } from './finding.ts';

/** The newest are the ones that nobody else has claimed yet. */
const MAX_JOBS = 50;
/** Enough to see what is wrong. */
const MAX_EXAMPLES = 3;

const KNOWN_TYPES: readonly unknown[] = ['registered', 'job_available', 'frame', 'frame_batch'];

export interface Heard {
  messages: number;
  /** The newest registration: an older key is dead (S1). */
  registered: Extract<RelayMessage, { type: 'registered' }> | undefined;
  registrations: number;
  /** Something else was said before `registered`. */
  spokeEarly: boolean;
  /** The oldest first; only the newest are kept. */
  readonly jobs: Job[];
  /** How many came, by what they are called on the wire. */
  readonly workCounts: Map<string, number>;
  /** Messages that are no JSON, have no type, or lack what their type wants. */
  malformed: number;
  /** Why, of the first few. */
  readonly malformedExamples: string[];
  /** Types that we do not know, the first few: a newer relay may say more. */
  readonly foreignTypes: Set<string>;
}

export interface Hearing {
  /** Undefined stands for a binary message. */
  hear(text: string | undefined): void;
  /** A live view: it changes with each message. */
  readonly heard: Readonly<Heard>;
}

/** @param events the dialect that events on this socket belong to */
export function createHearing(events: EventDialect): Hearing {
  const heard: Heard = {
    messages: 0,
    registered: undefined,
    registrations: 0,
    spokeEarly: false,
    jobs: [],
    workCounts: new Map(),
    malformed: 0,
    malformedExamples: [],
    foreignTypes: new Set(),
  };

  function hear(text: string | undefined): void {
    heard.messages += 1;
    const message = parseRelayMessage(text, events);
    if (message.type === 'registered') {
      heard.registered = message;
      heard.registrations += 1;
      return;
    }
    if (heard.registered === undefined) heard.spokeEarly = true;
    if (message.type === 'work') keep(message.job);
    else misheard(typeOf(text), message.reason);
  }

  function keep(job: Job): void {
    const name = wireName(job);
    heard.workCounts.set(name, (heard.workCounts.get(name) ?? 0) + 1);
    heard.jobs.push(job);
    if (heard.jobs.length > MAX_JOBS) heard.jobs.shift();
  }

  function misheard(type: string | undefined, reason: string): void {
    if (type !== undefined && !KNOWN_TYPES.includes(type)) {
      if (heard.foreignTypes.size < MAX_EXAMPLES) heard.foreignTypes.add(type);
      return;
    }
    heard.malformed += 1;
    if (heard.malformedExamples.length >= MAX_EXAMPLES) return;
    heard.malformedExamples.push(type === undefined ? quote(reason) : `${type}: ${quote(reason)}`);
  }

  return { hear, heard };
}

/** What the message that brought this job is called. */
export const wireName = ({ dialect, type }: Job): string => (dialect === 'J' ? 'job_available' : type);

function typeOf(text: string | undefined): string | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
      ? value.type
      : undefined;
  } catch {
    return undefined;
  }
}
