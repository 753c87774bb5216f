import type { RelayEvent, WireJob } from './events.ts';

/** One line for a terminal, or undefined for what is not worth one: offers are as many as camera frames. */
export function describeEvent(event: RelayEvent): string | undefined {
  switch (event.type) {
    case 'job-offered':
      return undefined;
    case 'job-claimed':
      return `${jobName(event.job)} claimed by ${printable(event.workerId)}`;
    case 'job-completed':
      return `${jobName(event.job)} done in ${seconds(event.completedAtMs - event.claimedAtMs)}: ${gist(event.result)}`;
    case 'job-failed':
      return `${jobName(event.job)} failed${event.final ? ' for good' : ', offered again'}: ${printable(event.error)}`;
    case 'job-expired':
      return `${jobName(event.job)} was not finished in time by ${printable(event.workerId)}${event.final ? ', given up' : ', offered again'}`;
    case 'job-dropped':
      return `${jobName(event.job)} dropped: nobody took it`;
    case 'worker-joined':
      return `worker ${printable(event.workerId)} joined`;
    case 'worker-left':
      return `worker ${printable(event.workerId)} left: ${event.reason}`;
    case 'connection-refused':
      return `a connection was refused: ${printable(event.reason)}`;
    case 'message-ignored':
      return `ignored from worker ${printable(event.workerId)}: ${printable(event.reason)}`;
    case 'camera-failed':
      return `camera ${event.serviceId} failed: ${event.reason}`;
  }
}

const MAX_SHOWN = 300;

const jobName = ({ id, service_id }: WireJob): string => `job ${id.slice(0, 8)} of ${service_id}`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function gist(result: Readonly<Record<string, unknown>>): string {
  const summary = result['summary'] ?? result['description'];
  return printable(typeof summary === 'string' ? summary : JSON.stringify(result));
}

/** Workers choose their ids and words; a control character among them could rewrite the terminal. */
const printable = (text: string): string => text.slice(0, MAX_SHOWN).replace(/\p{C}+/gu, ' ');
