import type { ReceivedEvent, SentWork } from '../events.ts';
import type { JsonObject } from './jsonObject.ts';

/** A thousand shots of four frames and a batch: some minutes of a few cameras. */
const WORK_KEPT = 5_000;
/** Of a service id that a worker made up. */
const MAX_ID_LENGTH = 200;

/** Remembers what was sent, so that an event of a worker can be shown beside it. The oldest is forgotten. */
export function createSentWork() {
  const byId = new Map<string, SentWork>();
  const cameras = new Map<string, string>();

  function find(workId: string): SentWork | undefined {
    return byId.get(workId);
  }

  return {
    add(work: SentWork): SentWork {
      byId.set(work.message.id, work);
      cameras.set(work.message.data.service_id, work.camera);
      const oldest = byId.keys().next();
      if (byId.size > WORK_KEPT && oldest.done !== true) byId.delete(oldest.value);
      return work;
    },

    find,

    /** By `job_id`, which our worker sends; the published relay's own worker names the camera alone. */
    about(data: JsonObject): Pick<ReceivedEvent, 'work' | 'serviceId' | 'camera'> {
      const work = find(text(data['job_id']));
      if (work !== undefined) return { work, serviceId: work.message.data.service_id, camera: work.camera };
      const serviceId = text(data['service_id']).slice(0, MAX_ID_LENGTH);
      return { serviceId, camera: cameras.get(serviceId) ?? serviceId };
    },
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
