// Whether a page of another origin could be a worker here: what a browser would ask, and what it would make of the answers.
import { randomUUID } from 'node:crypto';
import { dialectOf } from '../../../src/protocol/dialectOf.ts';
import type { DialectName } from '../../../src/protocol/job.ts';
import { KEY_HEADER, STRANGE_ORIGIN, whyRefused, whyUnreadable } from '../cors.ts';
import { type Finding, fail, pass, skip } from '../finding.ts';
import type { Answer } from '../http.ts';
import { markedResult } from '../marked.ts';
import { keyOf, type Member, type Tools } from '../member.ts';
import { openSocket } from '../socket.ts';
import { checkMaxAge, checkPrivateNetwork, checkScheme } from './browserComfort.ts';
import type { FrameAt } from './frames.ts';

export async function checkBrowser(
  tools: Tools,
  member: Member,
  dialect: DialectName | undefined,
  frame: FrameAt | undefined,
): Promise<readonly Finding[]> {
  const preflight = await askForFrame(tools, likelyDialects(member, dialect), frame);
  return [
    await checkUpgrade(tools, member.address.url),
    gradePreflight('C36', preflight, [KEY_HEADER]),
    await checkPostPreflight(tools, member),
    ...(await checkReadable(tools, member, frame)),
    checkMaxAge(preflight),
    checkPrivateNetwork(tools.httpBase, preflight),
    checkScheme(tools.httpBase),
  ];
}

/** Without work, the path still tells which routes may be there. */
const likelyDialects = ({ address }: Member, dialect: DialectName | undefined): readonly DialectName[] => {
  if (dialect !== undefined) return [dialect];
  return address.events === 'E2' ? ['E2'] : ['J', 'E1'];
};

async function checkUpgrade({ clock, signal, bounds }: Tools, url: string): Promise<Finding> {
  const opening = await openSocket(url, { clock, signal, openMs: bounds.openMs, origin: STRANGE_ORIGIN });
  if (opening.type === 'refused') return fail('C35', `With the origin ${STRANGE_ORIGIN}: ${opening.problem}.`);
  await opening.connection.close();
  return pass('C35', `With the origin ${STRANGE_ORIGIN} as well.`);
}

/** The first dialect's answer that a browser would take, else the last. */
async function askForFrame(
  tools: Tools,
  dialects: readonly DialectName[],
  frame: FrameAt | undefined,
): Promise<Answer> {
  let answer: Answer = { type: 'none', problem: 'nothing was asked' };
  for (const dialect of dialects) {
    const url = frame?.url ?? dialectOf(dialect).frameUrl(tools.httpBase, randomUUID(), randomUUID());
    answer = await askFirst(tools, url, 'GET', KEY_HEADER);
    if (answer.type === 'answer' && whyRefused(answer, STRANGE_ORIGIN, [KEY_HEADER]) === undefined) break;
  }
  return answer;
}

const askFirst = ({ ask }: Tools, url: string, method: string, headers: string): Promise<Answer> =>
  ask(url, {
    method: 'OPTIONS',
    headers: {
      Origin: STRANGE_ORIGIN,
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': headers,
      'Access-Control-Request-Private-Network': 'true',
    },
  });

function gradePreflight(id: 'C36' | 'C37', answer: Answer, wanted: readonly string[]): Finding {
  if (answer.type === 'none') return fail(id, `No answer: ${answer.problem}.`);
  const why = whyRefused(answer, STRANGE_ORIGIN, wanted);
  return why === undefined ? pass(id, `OPTIONS is answered ${answer.status}.`) : fail(id, `${why}.`);
}

async function checkPostPreflight(tools: Tools, member: Member): Promise<Finding> {
  const [job] = member.heard.jobs;
  if (job === undefined) return skip('C37', 'Without work it is not known where a result goes.');
  const report = markedResult(tools, member.workerId, job);
  if (report.type === 'say') return skip('C37', 'Events go over the socket.');
  const wanted = ['content-type', KEY_HEADER];
  return gradePreflight('C37', await askFirst(tools, report.url, 'POST', wanted.join()), wanted);
}

async function checkReadable(tools: Tools, member: Member, frame: FrameAt | undefined): Promise<readonly Finding[]> {
  const headers = { Origin: STRANGE_ORIGIN };
  const key = keyOf(member);
  if (!frame?.fetched) return [skip('C38', 'No frame came.'), skip('C39', 'No frame came.')];
  const wrong = await tools.ask(frame.url, { headers, key: `${key}0` });
  const unknownUrl = dialectOf(frame.job.dialect).frameUrl(tools.httpBase, frame.job.id, randomUUID());
  const unknown = await tools.ask(unknownUrl, { headers, key });
  return [
    gradeReadable('C38', [await tools.ask(frame.url, { headers, key })], 'its code gets no frame'),
    gradeReadable('C39', [wrong, unknown], 'its code cannot tell a dead key or a lost job from a dead relay'),
  ];
}

function gradeReadable(id: 'C38' | 'C39', answers: readonly Answer[], so: string): Finding {
  const read: number[] = [];
  for (const answer of answers) {
    if (answer.type === 'none') return fail(id, `No answer: ${answer.problem}.`);
    const why = whyUnreadable(answer.headers, STRANGE_ORIGIN);
    if (why !== undefined) return fail(id, `With ${answer.status}, ${why}: ${so}.`);
    read.push(answer.status);
  }
  return pass(id, `With ${read.join(' and ')}.`);
}
