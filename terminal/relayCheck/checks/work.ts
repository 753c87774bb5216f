import type { Job } from '../../../src/protocol/job.ts';
import { type Finding, fail, note, pass, quote, skip } from '../finding.ts';
import { type Heard, wireName } from '../hearing.ts';
import type { Member, Tools } from '../member.ts';

/** RFC 3339, 5.6. */
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

const WHERE_TO_LOOK =
  'Look there: is a camera with an RTSP or MJPEG service connected? Do the relay’s logs speak of frame extraction? ' +
  'Is AUTO_REQUEST_REALTIME_STREAM=true set, and the CV system enabled?';

/** As our worker does (S2); proxies cut off what is silent for a minute. */
const HEARTBEAT_MS = 30_000;

/** Waits until the relay has work, and a moment longer to see whether it says the same in another dialect as well. */
export async function waitForWork(tools: Tools, { connection, heard }: Member): Promise<void> {
  const { clock, bounds, signal, onProgress } = tools;
  const hasWork = (): boolean => heard.jobs.length > 0;
  const endMs = clock.now() + bounds.waitMs;
  if (!hasWork()) onProgress(`Waiting up to ${bounds.waitMs / 1000} s for work.`);
  while (!hasWork() && clock.now() < endMs && connection.ended === undefined && !signal.aborted) {
    const hasCome = await connection.until(hasWork, Math.min(endMs - clock.now(), HEARTBEAT_MS));
    if (!hasCome) connection.say({ type: 'heartbeat' });
  }
  if (hasWork() && bounds.graceMs > 0) await connection.until(() => false, bounds.graceMs);
}

export function checkWork({ bounds }: Tools, { connection, heard }: Member): readonly Finding[] {
  return [checkArrival(heard, bounds.waitMs, connection.ended), checkForm(heard), checkTimes(heard.jobs)];
}

function checkArrival({ jobs, workCounts }: Readonly<Heard>, waitMs: number, ended: string | undefined): Finding {
  if (jobs.length === 0 && ended !== undefined) return fail('C10', `The connection ended before (${ended}).`);
  if (jobs.length === 0) return note('C10', `Nothing came within ${waitMs / 1000} s. ${WHERE_TO_LOOK}`);
  const counts = [...workCounts].map(([name, count]) => `${count} ${name}`).join(', ');
  const dialects = [...new Set(jobs.map(({ dialect }) => dialect))];
  if (dialects.length === 1) return pass('C10', `${counts}: dialect ${dialects[0]}.`);
  return note('C10', `${counts}: dialects ${dialects.join(' and ')} at once. Our worker takes each as it comes.`);
}

function checkForm({ messages, malformed, malformedExamples, foreignTypes }: Readonly<Heard>): Finding {
  if (malformed > 0) return fail('C11', `${malformed} of ${messages} were not: ${malformedExamples.join('; ')}.`);
  if (foreignTypes.size === 0) return pass('C11', `${messages} messages.`);
  return note('C11', `Our worker ignores messages of the type ${[...foreignTypes].map(quote).join(', ')}.`);
}

function checkTimes(jobs: readonly Job[]): Finding {
  if (jobs.length === 0) return skip('C12', 'No work came.');
  const odd = jobs.find(({ timestamp }) => timestamp !== '' && !isRfc3339(timestamp));
  if (odd !== undefined)
    return fail('C12', `${quote(odd.timestamp)} in a ${wireName(odd)}, not like 2026-01-10T12:00:00Z.`);
  const silent = jobs.find(({ timestamp }) => timestamp === '');
  if (silent !== undefined) return note('C12', `A ${wireName(silent)} does not say when it was made.`);
  return pass('C12', `The newest is ${quote(jobs.at(-1)?.timestamp ?? '')}.`);
}

const isRfc3339 = (text: string): boolean => RFC_3339.test(text) && !Number.isNaN(Date.parse(text));
