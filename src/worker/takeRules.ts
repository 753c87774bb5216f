import type { Job } from '../protocol/job.ts';
import type { TakeRules } from './api.ts';

/** Whether the person wants such work to be taken. */
export function isWanted({ dialect, type, serviceId }: Job, { services, jobTypes, singleFrames }: TakeRules): boolean {
  if (dialect !== 'J' && type === 'frame' && !singleFrames) return false;
  const allows = (list: readonly string[], value: string) => list.length === 0 || list.includes(value);
  return allows(services, serviceId) && allows(jobTypes, type);
}
