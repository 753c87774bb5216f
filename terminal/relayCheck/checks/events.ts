// Events of the dialects E1 and E2. A relay keeps what it is told, so all of this is tried only with --post.

import type { Job } from '../../../src/protocol/job.ts';
import type { CheckId } from '../catalogue.ts';
import { type Finding, fail, note, pass, skipAll } from '../finding.ts';
import { gradeStatus, sayAnswer } from '../gradeStatus.ts';
import { type Ask, isSuccess } from '../http.ts';
import { markedResult } from '../marked.ts';
import { keyOf, type Member, madeUpKey, type Tools } from '../member.ts';

const MARKED = 'One event with the summary “relay:check” was sent.';

/** @param job what the event answers to */
export async function checkEvents(tools: Tools, member: Member, job: Job): Promise<readonly Finding[]> {
  const report = markedResult(tools, member.workerId, job);
  return report.type === 'post'
    ? checkPosting(tools.ask, report.url, report.body, keyOf(member))
    : checkSaying(tools, member, report.message);
}

async function checkPosting(ask: Ask, url: string, event: object, key: string): Promise<readonly Finding[]> {
  const post = (json: object, withKey?: string) =>
    ask(url, { method: 'POST', json, ...(withKey !== undefined && { key: withKey }) });
  const unkeyed = await post(event);
  const wrongKey = await post(event, madeUpKey());
  const array = await post([], key);
  const good = await post(event, key);
  const anyone = 'Anyone may write events.';
  return [
    gradeStatus('C30', unkeyed, { status: 401, tolerated: [403], because: isSuccess(unkeyed) ? anyone : '' }),
    gradeStatus('C31', wrongKey, { status: 403, tolerated: [401], because: isSuccess(wrongKey) ? anyone : '' }),
    gradeStatus('C32', array, { status: 400, tolerated: [415, 422], because: 'An event is an object.' }),
    isSuccess(good) ? pass('C33', `${MARKED} ${sayAnswer(good)}`) : fail('C33', `The answer is ${sayAnswer(good)}.`),
    ...skipAll(['C34'], 'Dialect E2 only.'),
  ];
}

async function checkSaying(tools: Tools, member: Member, event: object): Promise<readonly Finding[]> {
  return [
    ...skipAll(['C30', 'C31', 'C32'], 'Dialect E1 only.'),
    await say(tools, member, 'C33', event, `${MARKED} The connection stays open; nothing acknowledges an event.`),
    await say(tools, member, 'C34', { type: 'event', data: [] }, 'The connection stays open.'),
  ];
}

async function say(
  { bounds }: Tools,
  { connection }: Member,
  id: CheckId,
  message: object,
  survived: string,
): Promise<Finding> {
  connection.say(message);
  const answered = await connection.pong(bounds.pongMs);
  if (connection.ended !== undefined) return fail(id, `The relay closed the connection (${connection.ended}).`);
  return answered ? pass(id, survived) : note(id, `${survived} A ping was not answered.`);
}
