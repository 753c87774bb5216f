import { expect, test } from 'vitest';
import { jobCalled } from '../../tests/fakes/jobs.ts';
import { jobBlock } from './jobBlock.ts';

// The block as the seed’s worker prints it.
const SEED_BLOCK = `============================================================
[Worker] JOB AVAILABLE!
============================================================
  Job ID:       job-uuid-1234
  Type:         frame_analysis
  Service ID:   camera-service-uuid
  Timestamp:    2026-01-10T12:00:00Z
  Frames:       1 frames
  Frame UUIDs:  ['frame-uuid-abcd']
  Metadata:     {
  "resolution": "1920x1080"
}
============================================================`;

test('W1: a job is logged as the seed’s worker prints it, field by field', () => {
  const job = jobCalled('job-uuid-1234', {
    serviceId: 'camera-service-uuid',
    frames: ['frame-uuid-abcd'],
    metadata: { resolution: '1920x1080' },
  });
  expect(jobBlock(job)).toBe(SEED_BLOCK);
});

test('W1: several frames are listed as Python lists them, and no metadata is an empty object', () => {
  const block = jobBlock(jobCalled('j', { frames: ['a', 'b', 'c'] }));
  expect(block).toContain(`  Frames:       3 frames\n  Frame UUIDs:  ['a', 'b', 'c']\n  Metadata:     {}\n`);
});
