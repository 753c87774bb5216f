// What is said of work: loading, a job's way, what it found. It comes with Start, or with the person's language.
import type { JobResult } from '../../../protocol/result.ts';

type Severity = NonNullable<JobResult['alert']>['severity'];
type Cut = NonNullable<JobResult['cut']>;

type SegmentName = 'claim' | 'queue' | 'fetch' | 'wait' | 'look' | 'answer' | 'send' | 'sent';
/** A word for each part of the way, and what it means. */
type SegmentTexts = { readonly [S in SegmentName]: readonly [name: string, title: string] };

export const work = {
  loading: {
    stages: (model: string) => `Loading ${model}`,
    download: 'Download',
    prepare: 'Preparing',
    selfTest: {
      webgpu: 'Checking that this GPU computes right answers',
      wasm: 'Checking that the processor computes right answers',
    },
    prepareNote: 'The model goes to the device, and its programs are made for it. The first time takes longest.',
    selfTestNote:
      'The model looks at a built-in picture whose answer is known. A computer that gives another answer takes no jobs. The time that it takes is measured too.',
    goOn: 'Continue',
    pause: 'Pause download',
    cancel: 'Cancel',
    stays: 'What has arrived stays on this computer.',
    paused: 'Paused',
    firstBytes: 'Waiting for the first bytes …',
    files: 'Each file',
  },

  way: {
    title: 'The job’s way',
    claim: ['claim', 'From the offer until the relay gave the job to this computer'],
    queue: ['queue', 'From the event until this computer had a place for it'],
    fetch: ['fetch', 'Fetching the frames from the relay'],
    wait: ['wait', 'Waiting for the model to be free, and packing the frames for it'],
    look: ['look', 'The model looks, up to its first word'],
    answer: ['answer', 'The model writes its answer'],
    send: ['send', 'Until the relay confirmed the result'],
    sent: ['sent', 'This relay confirms no results'],
  } satisfies SegmentTexts & { readonly title: string },

  /** What a job found. */
  finding: {
    alert: {
      low: 'Alert, low severity',
      medium: 'Alert, medium severity',
      high: 'Alert, high severity',
    } satisfies { readonly [S in Severity]: string },
    noAlert: 'No alert',
    nothing: 'Nothing to say about this frame.',
    count: 'Count',
    countNone: 'nothing',
    text: 'Text',
    quoted: (text: string) => `“${text}”`,
    none: 'none',
    answer: 'Answer',
    events: 'Events',
    activities: 'Activities',
    changed: 'Changed',
    cut: 'Cut short',
    cuts: {
      loop: 'the model repeated itself',
      tokens: 'the answer reached its longest length',
      time: 'the answer took too long',
    } satisfies { readonly [C in Cut]: string },
  },
};

export type WorkWords = typeof work;
