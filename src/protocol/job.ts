/** A unit of work as every dialect's adapter delivers it: the relay's own words, checked, never rewritten. */
export interface Job {
  readonly id: string;
  /** What the relay calls the kind of work, for example `frame_analysis`. */
  readonly type: string;
  /** The camera service that the frames come from. */
  readonly serviceId: string;
  /** RFC 3339, as sent. */
  readonly timestamp: string;
  /** Frame UUIDs in the order of time; they go into URLs only through `dialectJ.ts`. */
  readonly frames: readonly string[];
  readonly metadata: Readonly<Record<string, unknown>>;
}
