import { randomUUID } from 'node:crypto';
import { dialectOf } from '../../../src/protocol/dialectOf.ts';
import type { Job } from '../../../src/protocol/job.ts';
import { type Finding, fail, pass } from '../finding.ts';
import { gradeStatus, sayAnswer } from '../gradeStatus.ts';
import { type Answer, isSuccess } from '../http.ts';
import { keyOf, type Member, madeUpKey, type Tools } from '../member.ts';
import { checkPicture } from './picture.ts';

/** A frame may be dropped between the news of it and the request; three in a row are no accident. */
const MAX_JOBS_TRIED = 3;
/** Where a frame is, or ought to be. */
export interface FrameAt {
  readonly url: string;
  readonly job: Job;
  /** A picture came from there. */
  readonly fetched: boolean;
}

/** @param held the job that this worker has claimed: where there is one, its frames are asked for, as a worker would */
export async function checkFrames(
  tools: Tools,
  member: Member,
  held: Job | undefined,
): Promise<{ readonly findings: readonly Finding[]; readonly frame?: FrameAt }> {
  const found = await findFrame(tools, member, held ? [held] : [...member.heard.jobs].reverse());
  if (found === undefined) return { findings: [] };
  const { url, job, answer } = found;
  const unkeyed = await tools.ask(url);
  const wrongKey = await tools.ask(url, { key: madeUpKey() });
  const unknown = await tools.ask(frameUrl(tools, job, randomUUID()), { key: keyOf(member) });
  const picture = checkPicture(answer, job, held);
  const findings = [
    ...picture,
    gradeStatus('C16', unkeyed, {
      status: 401,
      tolerated: [403],
      because: isSuccess(unkeyed) ? 'Anyone who knows or guesses an address sees what the cameras see.' : '',
    }),
    gradeStatus('C17', wrongKey, {
      status: 403,
      tolerated: [401],
      because: isSuccess(wrongKey) ? 'Any key opens: anyone sees what the cameras see.' : '',
    }),
    gradeStatus('C18', unknown, {
      status: 404,
      tolerated: [410],
      because: 'Our worker takes 404 for a frame that is gone, and 401 and 403 for a dead key.',
    }),
    checkRedirects([answer, unkeyed, wrongKey, unknown]),
  ];
  return { findings, frame: { url, job, fetched: picture[0]?.outcome === 'pass' } };
}

const frameUrl = ({ httpBase }: Tools, job: Job, frameId: string): string =>
  dialectOf(job.dialect).frameUrl(httpBase, job.id, frameId);

async function findFrame(tools: Tools, member: Member, jobs: readonly Job[]) {
  let last: { readonly url: string; readonly job: Job; readonly answer: Answer } | undefined;
  for (const job of jobs.slice(0, MAX_JOBS_TRIED)) {
    // parseRelayMessage lets no job without frames pass.
    const url = frameUrl(tools, job, job.frames[0] ?? '');
    last = { url, job, answer: await tools.ask(url, { key: keyOf(member) }) };
    if (isSuccess(last.answer)) return last;
  }
  return last;
}

function checkRedirects(answers: readonly Answer[]): Finding {
  const redirect = answers.find((answer) => answer.type === 'answer' && answer.status >= 300 && answer.status < 400);
  if (redirect === undefined) return pass('C19', 'None is.');
  return fail('C19', `${sayAnswer(redirect)}: our worker follows none, as its key is for the relay alone.`);
}
