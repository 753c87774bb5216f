import type { DialectName } from '../../src/protocol/job.ts';
import { CHECKS, type CheckId } from './catalogue.ts';
import type { CheckChoices } from './choices.ts';

const NO_WORK = 'No work came.';

/** Why a worker that was registered and lasted did not come to this check. */
export function whySkipped(id: CheckId, dialect: DialectName | undefined, choices: CheckChoices): string {
  switch (CHECKS[id].section) {
    case 'Jobs (J)':
      return whyNotJobs(id, dialect, choices);
    case 'Events (E1, E2)':
      if (dialect === undefined) return NO_WORK;
      return dialect === 'J'
        ? 'Dialects E1 and E2 only.'
        : 'Not tried: it leaves a marked event at the relay. Add --post.';
    case 'Browser':
      return 'Not tried: --same-origin.';
    case 'End':
    case 'Frames':
      return dialect === undefined ? NO_WORK : 'No frame came.';
    default:
      return 'The connection was lost before.';
  }
}

function whyNotJobs(id: CheckId, dialect: DialectName | undefined, { claim, complete }: CheckChoices): string {
  if (dialect === undefined) return NO_WORK;
  if (dialect !== 'J') return 'Dialect J only.';
  if (!claim) return 'Not tried: it takes a job from other workers. Add --claim.';
  if (id === 'C29' && !complete) return 'Not tried: it ends a job with a marked result. Add --complete.';
  return 'No job was won.';
}
