// What a person allows this computer to be used for, what the page knows of the computer, and what keeps the worker from
// taking jobs. The worker thread decides, as timers of a hidden page are held back.

/** Hours of the week, local time. */
export interface Span {
  /** Days on which it begins; 0 is Sunday, as in `Date.getDay`. */
  readonly days: readonly number[];
  /** Minutes since midnight. */
  readonly fromMinute: number;
  /** The same day, or the next one where it is not after the begin: alike, they are a whole day. */
  readonly toMinute: number;
}

/** What is absent is no limit. */
export interface Limits {
  /** Jobs are taken within these alone. */
  readonly schedule?: readonly Span[];
  readonly mainsOnly?: boolean;
  /** Whole percent of the battery below which nothing is taken, plugged in or not. */
  readonly leastChargePercent?: number;
  /** Only while nobody uses the computer. */
  readonly idleOnly?: boolean;
  /** Share of the time that the device may work, 0..1. */
  readonly dutyShare?: number;
  /** Share of its best speed below which the device is taken to be hot, 0..1. */
  readonly heatShare?: number;
}

/** Only a page can learn these. What the browser does not tell is absent, and limits nothing. */
export interface Facts {
  /** A computer without a battery is charging, and full. */
  readonly power?: { readonly charging: boolean; readonly level: number };
  readonly user?: 'active' | 'idle';
  /** Browsers give a page that is hidden less of the computer. */
  readonly hidden?: boolean;
}

/** Why no job is taken, and until when where that is known, ms since the epoch. */
export type Hold =
  /** Without an end where no hour of the week is allowed. */
  | { readonly type: 'schedule'; readonly untilMs?: number }
  | { readonly type: 'battery' }
  | {
      readonly type: 'charge';
      readonly percent: number;
      readonly leastPercent: number;
      readonly charging: boolean;
    }
  | { readonly type: 'inUse' }
  /** Rests between jobs. */
  | { readonly type: 'duty'; readonly untilMs: number; readonly share: number }
  /** `speedShare`: what is left of the best speed. */
  | { readonly type: 'heat'; readonly untilMs: number; readonly speedShare: number };
