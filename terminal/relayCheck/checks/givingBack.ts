import type { Job } from '../../../src/protocol/job.ts';
import { type Finding, fail, pass, skip } from '../finding.ts';
import { gradeStatus, sayAnswer } from '../gradeStatus.ts';
import { isSuccess } from '../http.ts';
import { claim, complete, giveBack } from '../jobCalls.ts';
import { keyOf, type Member, type Tools } from '../member.ts';

/** Other workers may be faster, each time. */
const MAX_CLAIMS_TRIED = 3;

/** @param job held by this worker */
export async function checkGivingBack(tools: Tools, member: Member, job: Job): Promise<Finding> {
  return gradeStatus('C28', await giveBack(tools, member.workerId, job, keyOf(member)), {
    status: 200,
    because: `Job ${job.id} stays with this check until its lease runs out.`,
  });
}

/** Claims once more, the same job or a newer one, and completes it twice. */
export async function checkCompleting(tools: Tools, member: Member): Promise<Finding> {
  const job = await claimAny(tools, member);
  if (job === undefined) return skip('C29', 'No job was won a second time.');
  const first = await complete(tools, member.workerId, job, keyOf(member));
  if (!isSuccess(first)) {
    await giveBack(tools, member.workerId, job, keyOf(member));
    return fail('C29', `Job ${job.id}: the answer is ${sayAnswer(first)}.`);
  }
  const said = `Job ${job.id} has the result “relay:check”`;
  const second = await complete(tools, member.workerId, job, keyOf(member));
  if (isSuccess(second)) return pass('C29', `${said}.`);
  return fail(
    'C29',
    `${said}. A second time is ${sayAnswer(second)}, but a worker whose answer was lost sends it again.`,
  );
}

async function claimAny(tools: Tools, member: Member): Promise<Job | undefined> {
  for (const job of [...member.heard.jobs].reverse().slice(0, MAX_CLAIMS_TRIED)) {
    if (isSuccess(await claim(tools, member.workerId, job.id, keyOf(member)))) return job;
  }
  return undefined;
}
