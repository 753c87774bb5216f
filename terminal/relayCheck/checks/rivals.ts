// What others may not do with a job: strangers, and a second worker.
import { randomUUID } from 'node:crypto';
import type { Job } from '../../../src/protocol/job.ts';
import { type Finding, skipAll } from '../finding.ts';
import { gradeStatus } from '../gradeStatus.ts';
import { isSuccess } from '../http.ts';
import { claim, complete, giveBack } from '../jobCalls.ts';
import { join, keyOf, type Member, madeUpKey, type Tools } from '../member.ts';

/** Why a claim that was not won has one of three codes. */
export const LOST = 'Our worker takes 404, 409 and 410 for a lost race.';

/** Claims by someone who has no right to the job. What is won by mistake is given back at once. */
export async function checkStrangers(tools: Tools, member: Member, job: Job): Promise<readonly Finding[]> {
  const wrongKey = await claim(tools, member.workerId, job.id, madeUpKey());
  if (isSuccess(wrongKey)) await giveBack(tools, member.workerId, job);
  const stranger = randomUUID();
  const noSocket = await claim(tools, stranger, job.id);
  if (isSuccess(noSocket)) await giveBack(tools, stranger, job);
  return [
    gradeStatus('C20', wrongKey, {
      status: 403,
      tolerated: [401],
      because: 'By 403 our worker learns that its key is dead, and registers again.',
    }),
    gradeStatus('C21', noSocket, {
      status: 403,
      tolerated: [401],
      because: 'Nobody would notice that this worker is gone: its key and its leases live by its socket.',
    }),
  ];
}

export async function checkSecondWorker(tools: Tools, member: Member, job: Job): Promise<readonly Finding[]> {
  const other = await join(tools, member.address, randomUUID());
  if (other === undefined) return skipAll(['C25', 'C26'], 'The relay registers no second worker.');
  const claimed = await claim(tools, other.workerId, job.id, keyOf(other));
  const completed = await complete(tools, other.workerId, job, keyOf(other));
  await other.connection.close();
  const twice = 'Two workers would do the same job, and which result counts is chance.';
  return [
    gradeStatus('C25', claimed, { status: 409, tolerated: [404, 410], because: isSuccess(claimed) ? twice : LOST }),
    gradeStatus('C26', completed, {
      status: 409,
      tolerated: [404, 410],
      because: isSuccess(completed)
        ? 'It took a result of a worker that does not hold the job; the job is now done, marked “relay:check”.'
        : LOST,
    }),
  ];
}
