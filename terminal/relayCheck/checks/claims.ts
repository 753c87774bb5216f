// Claims of dialect J. They take a job from other workers, so all of this is tried only with --claim.
import { randomUUID } from 'node:crypto';
import type { Job } from '../../../src/protocol/job.ts';
import { type Finding, fail, pass, skip, skipAll } from '../finding.ts';
import { gradeStatus, sayAnswer } from '../gradeStatus.ts';
import { type Answer, isSuccess } from '../http.ts';
import { claim, complete, giveBack } from '../jobCalls.ts';
import { keyOf, type Member, type Tools } from '../member.ts';
import { checkSecondWorker, checkStrangers, LOST } from './rivals.ts';

/** Other workers may be faster, each time. */
const MAX_CLAIMS_TRIED = 3;

interface Claimed {
  readonly findings: readonly Finding[];
  /** To be given back. */
  readonly held?: Job;
}

export async function checkClaims(tools: Tools, member: Member): Promise<Claimed> {
  const unknownJob: Job = { ...NO_JOB, id: randomUUID() };
  const findings = [
    gradeStatus('C22', await claim(tools, member.workerId, unknownJob.id, keyOf(member)), {
      status: 404,
      tolerated: [409, 410],
      because: LOST,
    }),
    gradeStatus('C27', await complete(tools, member.workerId, unknownJob, keyOf(member)), {
      status: 404,
      tolerated: [410],
      because: 'A worker keeps a result until it is acknowledged or the job is gone (404, 409, 410).',
    }),
  ];
  const won = await winJob(tools, member);
  findings.push(...won.findings);
  if (won.held === undefined) {
    return { findings: [...findings, ...skipAll(['C24', 'C25', 'C26'], 'No job was won.')] };
  }
  const again = await claim(tools, member.workerId, won.held.id, keyOf(member));
  findings.push(
    gradeStatus('C24', again, {
      status: 200,
      because:
        'The answer to the first claim may have been lost; the job is then held for a worker that does not know.',
    }),
    ...(await checkSecondWorker(tools, member, won.held)),
  );
  return { findings, held: won.held };
}

const NO_JOB: Job = { dialect: 'J', id: '', type: '', serviceId: '', timestamp: '', frames: [], metadata: {} };

/** Tries the newest offers until one is won; before the first, those claims that must not win it. */
async function winJob(tools: Tools, member: Member): Promise<Claimed> {
  const findings: Finding[] = [];
  const tried = new Set<string>();
  while (tried.size < MAX_CLAIMS_TRIED) {
    const job = await untriedJob(tools, member, tried);
    if (job === undefined) break;
    if (tried.size === 0) findings.push(...(await checkStrangers(tools, member, job)));
    tried.add(job.id);
    const answer = await claim(tools, member.workerId, job.id, keyOf(member));
    if (isSuccess(answer)) return { findings: [...findings, pass('C23', sayClaim(answer, job))], held: job };
    if (isLost(answer)) continue;
    // The relay may have given us the job all the same.
    if (answer.type === 'none') await giveBack(tools, member.workerId, job, keyOf(member));
    return { findings: [...findings, fail('C23', `The answer is ${sayAnswer(answer)}.`)] };
  }
  const why =
    tried.size === 0
      ? 'No job was offered.'
      : `Other workers were faster ${tried.size} times, or the jobs were over. Try again, with the others stopped.`;
  return { findings: [...findings, skip('C23', why)] };
}

async function untriedJob(
  { bounds }: Tools,
  { connection, heard }: Member,
  tried: ReadonlySet<string>,
): Promise<Job | undefined> {
  const find = (): Job | undefined => heard.jobs.findLast(({ dialect, id }) => dialect === 'J' && !tried.has(id));
  await connection.until(() => find() !== undefined, bounds.waitMs);
  return find();
}

const isLost = (answer: Answer): boolean => answer.type === 'answer' && [404, 409, 410].includes(answer.status);

function sayClaim(answer: Answer & { type: 'answer' }, job: Job): string {
  const body = new TextDecoder().decode(answer.body);
  const leaseMs = /"lease_ms"\s*:\s*(\d{1,12})\b/.exec(body)?.[1];
  return leaseMs === undefined
    ? `Job ${job.id}. The answer does not say how long a silent worker keeps it.`
    : `Job ${job.id}, with a lease of ${Number(leaseMs) / 1000} s.`;
}
