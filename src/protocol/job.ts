/** A relay broadcasts events to every worker: by POST (E1), or over the WebSocket alone (E2). */
export type EventDialect = 'E1' | 'E2';

/** The wire protocols that relays speak; which one follows from what arrives. See docs/PROTOCOL.md. */
export type DialectName = 'J' | EventDialect;

/** A unit of work as every dialect's adapter delivers it: the relay's own words, checked, never rewritten. */
export interface Job {
  readonly dialect: DialectName;
  readonly id: string;
  /** What the relay calls the kind of work: `frame_analysis` (J), `frame` or `frame_batch` (E1, E2). */
  readonly type: string;
  /** The camera service that the frames come from. */
  readonly serviceId: string;
  /** RFC 3339, as sent. */
  readonly timestamp: string;
  /** Frame UUIDs in the order of time; they go into URLs only through the dialects' files. */
  readonly frames: readonly string[];
  /** May say what is asked: `task`, `prompt`, `labels`, `language`, `max_tokens` (src/vision/tasks/readAsk.ts). */
  readonly metadata: Readonly<Record<string, unknown>>;
}
