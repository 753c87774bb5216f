import { type Finding, fail, note, pass } from '../finding.ts';
import { sayAnswer } from '../gradeStatus.ts';
import type { Answer } from '../http.ts';
import { keyOf, type Member, type Tools } from '../member.ts';
import type { FrameAt } from './frames.ts';

/** Closes the worker's socket and asks for a frame until the key is refused. */
export async function checkKeyDeath(tools: Tools, member: Member, { url }: FrameAt): Promise<Finding> {
  const { clock, bounds, signal } = tools;
  const key = keyOf(member);
  await member.connection.close();
  const closedAtMs = clock.now();
  let answer = await tools.ask(url, { key });
  while (isOk(answer) && clock.now() - closedAtMs < bounds.keyDeathMs && !signal.aborted) {
    await new Promise<void>((resolve) => void clock.after(bounds.keyPollMs, resolve));
    answer = await tools.ask(url, { key });
  }
  const said = `After ${clock.now() - closedAtMs} ms ${sayAnswer(answer)}`;
  if (isOk(answer)) return fail('C43', `${said}: a key that leaked opens the cameras for as long as it lives.`);
  if (answer.type === 'none') return fail('C43', `${said}.`);
  if (answer.status === 403 || answer.status === 401) return pass('C43', said);
  return note('C43', `${said}, not 403: the frame may be gone, and that tells nothing of the key.`);
}

const isOk = (answer: Answer): boolean => answer.type === 'answer' && answer.status === 200;
