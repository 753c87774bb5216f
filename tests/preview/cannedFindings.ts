// One result of each task, in the words that a model and src/worker/sentenceOf.ts would give.
import type { JobResult } from '../../src/protocol/result.ts';

export const CANNED_ALERT: Partial<JobResult> = {
  task: 'alert',
  summary: 'Alert (high): A person climbs over the fence at the left.',
  description: 'Alert (high): A person climbs over the fence at the left.',
  alert: { triggered: true, reason: 'A person climbs over the fence at the left.', severity: 'high' },
};

export const CANNED_FINDINGS: readonly Partial<JobResult>[] = [
  {},
  {
    task: 'video',
    description: 'A person in blue walks from the door to the gate and closes it.',
    events: [
      { seconds: 0.5, what: 'A person comes out of the door.' },
      { seconds: 3, what: 'The person closes the gate.' },
    ],
    activities: ['walking', 'closing a gate'],
    changes: ['The gate is closed now.'],
  },
  {
    task: 'count',
    counts: [
      { label: 'car', count: 3 },
      { label: 'person', count: 1 },
    ],
  },
  { task: 'read', texts: ['OPEN', 'B-XY 1234', '<b>No parking</b>'] },
  { task: 'question', answer: 'Yes. The gate stands open by about a metre.' },
  { task: 'alert', alert: { triggered: false, reason: 'Nobody is near the fence.', severity: 'low' } },
  CANNED_ALERT,
  { cut: 'loop', description: 'A yard with a car and a car and a car.' },
];
