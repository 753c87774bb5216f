import { randomUUID } from 'node:crypto';
import type { CheckId } from '../catalogue.ts';
import { type Finding, fail, note, pass } from '../finding.ts';
import { join, type Member, registerMessage, type Tools } from '../member.ts';

/**
 * Says three harmless things. A relay that hangs up is joined anew, so that the other checks have their turn.
 *
 * @returns the worker to go on with; undefined where the relay took it back no more
 */
export async function checkStaying(
  tools: Tools,
  member: Member,
): Promise<{ readonly findings: readonly Finding[]; readonly member?: Member }> {
  const sayings: readonly (readonly [CheckId, object])[] = [
    ['C6', { type: 'heartbeat' }],
    ['C7', { type: 'relay_check_says_hello', data: { nonce: randomUUID() } }],
    ['C8', registerMessage(member.workerId)],
  ];
  const findings: Finding[] = [];
  let current: Member | undefined = member;
  for (const [id, message] of sayings) {
    if (current.connection.ended !== undefined) current = await join(tools, member.address, member.workerId);
    if (current === undefined) return { findings };
    findings.push(await say(tools, current, id, message));
  }
  if (current.connection.ended !== undefined) current = await join(tools, member.address, member.workerId);
  return { findings, ...(current && { member: current }) };
}

async function say({ bounds }: Tools, { connection, heard }: Member, id: CheckId, message: object): Promise<Finding> {
  const registrations = heard.registrations;
  connection.say(message);
  const answered = await connection.pong(bounds.pongMs);
  if (connection.ended !== undefined) return fail(id, `The relay closed the connection (${connection.ended}).`);
  if (heard.registrations > registrations) return note(id, 'It is answered with a key. Our worker uses the newest.');
  if (!answered)
    return note(id, `The connection is open, but a ping was not answered within ${bounds.pongMs / 1000} s.`);
  return pass(id, 'The connection stays open.');
}

/** Whether the connection came to its end without our doing; to be asked last. */
export function checkLasting({ connection }: Member): Finding {
  if (connection.ended === undefined) return pass('C9', 'It was open until the check closed it.');
  return fail('C9', `The relay closed it while nothing wrong was said (${connection.ended}).`);
}
