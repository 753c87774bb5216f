import type { WireJob } from './events.ts';

/** The name of a job's camera, for people. */
export function cameraOf({ metadata, service_id }: WireJob): string {
  const name = metadata['camera'];
  return typeof name === 'string' && name !== '' ? name : service_id;
}
