// The POSTs of dialect J, as our worker makes them.
import type { Outgoing, ReportedJob } from '../../src/protocol/dialect.ts';
import { dialectJ } from '../../src/protocol/dialectJ.ts';
import type { Answer, Ask } from './http.ts';
import { givenBack, markedResult } from './marked.ts';
import type { Tools } from './member.ts';

/** Once asked, it is heard to the end: whoever hangs up before the answer holds a job without knowing. */
export async function claim(tools: Tools, workerId: string, jobId: string, key?: string): Promise<Answer> {
  if (tools.signal.aborted) return { type: 'none', problem: 'the check was stopped' };
  return post(tools.askToTheEnd, dialectJ.claimUrl(tools.httpBase, jobId), { worker_id: workerId }, key);
}

export function complete(tools: Tools, workerId: string, job: ReportedJob, key: string): Promise<Answer> {
  return send(tools.ask, markedResult(tools, workerId, job), key);
}

/** Gives a job back. It is asked even when everything else was stopped: nobody else can do it. */
export function giveBack(tools: Tools, workerId: string, job: ReportedJob, key?: string): Promise<Answer> {
  return send(tools.askToTheEnd, givenBack(tools, workerId, job), key);
}

async function send(ask: Ask, outgoing: Outgoing, key: string | undefined): Promise<Answer> {
  if (outgoing.type === 'post') return post(ask, outgoing.url, outgoing.body, key);
  throw new Error('Reports of dialect J are POSTs.');
}

const post = (ask: Ask, url: string, json: object, key: string | undefined): Promise<Answer> =>
  ask(url, { method: 'POST', json, ...(key !== undefined && { key }) });
