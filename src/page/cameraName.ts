import type { Job } from '../protocol/job.ts';
import { words } from './language/language.ts';

const UUID = /^([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Metadata is the relay's own; these are the keys under which relays put a name for people. */
const NAME_KEYS = ['camera_name', 'camera', 'service_name', 'name'];
const MAX_NAME_LENGTH = 60;

/** What to call the camera: the relay's name for it, else its service id; a UUID is cut to what a person can tell apart. */
export function cameraName(job: Job): string {
  const named = NAME_KEYS.map((key) => job.metadata[key]).find(isName);
  if (named) return named.slice(0, MAX_NAME_LENGTH);
  const uuid = UUID.exec(job.serviceId);
  if (uuid?.[1]) return words.value.state.camera(uuid[1]);
  return job.serviceId.slice(0, MAX_NAME_LENGTH) || words.value.state.aCamera;
}

const isName = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
