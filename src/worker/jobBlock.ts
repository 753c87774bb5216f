import type { Job } from '../protocol/job.ts';

const RULE = '='.repeat(60);

/** A job as the seed's worker prints it, field by field. */
export function jobBlock({ id, type, serviceId, timestamp, frames, metadata }: Job): string {
  return [
    RULE,
    '[Worker] JOB AVAILABLE!',
    RULE,
    `  Job ID:       ${id}`,
    `  Type:         ${type}`,
    `  Service ID:   ${serviceId}`,
    `  Timestamp:    ${timestamp}`,
    `  Frames:       ${frames.length} frames`,
    `  Frame UUIDs:  [${frames.map((frame) => `'${frame}'`).join(', ')}]`,
    `  Metadata:     ${JSON.stringify(metadata, undefined, 2)}`,
    RULE,
  ].join('\n');
}
