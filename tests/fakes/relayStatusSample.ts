/** A relay's /status as it comes over HTTP, with one camera, one worker and one result. */
export const relayStatusSample = (detections: readonly unknown[] = []) => ({
  jobs: { queued: 2, claimed: 1, done: 40, failed: 0, dropped: 3 },
  workers: [{ worker_id: 'worker-1', joined_at: '2026-01-10T12:00:00.000Z' }],
  cameras: [{ service_id: 'yard', name: 'Yard' }],
  results: [
    {
      job_id: 'job-1',
      service_id: 'yard',
      worker_id: 'worker-1',
      offered_at: '2026-01-10T12:00:00.000Z',
      claimed_at: '2026-01-10T12:00:00.100Z',
      completed_at: '2026-01-10T12:00:02.500Z',
      summary: 'A dog runs.',
      detections,
    },
  ],
});
