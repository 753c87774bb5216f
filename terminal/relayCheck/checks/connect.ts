import type { RelayAddress, SocketAddress } from '../../../src/protocol/relayAddress.ts';
import { type Finding, fail, note, pass, skip } from '../finding.ts';
import { type Member, register, type Tools, visit } from '../member.ts';
import { openSocket } from '../socket.ts';
import { checkRegistration } from './registration.ts';

interface Refusal {
  readonly address: SocketAddress;
  /** The end of a sentence. */
  readonly problem: string;
  readonly status: number | undefined;
}

interface Connected {
  readonly findings: readonly Finding[];
  readonly member?: Member;
}

/** Knocks at each address until one takes a worker, and tells the others apart. */
export async function connect(tools: Tools, relay: RelayAddress, workerId: string): Promise<Connected> {
  const refusals: Refusal[] = [];
  let unregistered: readonly Finding[] | undefined;
  for (const [i, address] of relay.sockets.entries()) {
    const visited = await visit(tools, address);
    if (visited.type === 'refused') {
      refusals.push({ address, problem: visited.problem, status: visited.status });
      continue;
    }
    const { guest } = visited;
    tools.onProgress(`${address.url} is open; registering.`);
    const member = await register(tools, guest, workerId);
    if (member === undefined) {
      unregistered ??= [pass('C1', `${address.url} is open.`), ...checkRegistration(tools, guest, workerId)];
      refusals.push({ address, problem: 'opens, and registers nobody', status: undefined });
      await guest.connection.close();
      continue;
    }
    const findings = [
      pass('C1', `${address.url} is open.`),
      await checkOthers(tools, relay.sockets.slice(i + 1), refusals),
      ...checkRegistration(tools, member, workerId),
    ];
    return { findings, member };
  }
  if (unregistered !== undefined) return { findings: unregistered };
  return { findings: [fail('C1', whyNone(relay, refusals))] };
}

async function checkOthers(
  { clock, signal, bounds }: Tools,
  untried: readonly SocketAddress[],
  refused: readonly Refusal[],
): Promise<Finding> {
  const closed = refused.map(({ address, problem }) => `${address.url}: ${problem}.`);
  for (const { url } of untried) {
    const opening = await openSocket(url, { clock, signal, openMs: bounds.openMs });
    if (opening.type === 'refused') {
      closed.push(`${url}: ${opening.problem}.`);
      continue;
    }
    // Some servers take every WebSocket and close those that nobody wanted.
    await opening.connection.pong(bounds.pongMs);
    const { ended } = opening.connection;
    await opening.connection.close();
    if (ended === undefined) {
      return note('C2', `${url} opens as well. The first that registers a worker is the one that our worker uses.`);
    }
    closed.push(`${url}: opens, and is closed at once (${ended}).`);
  }
  return closed.length === 0 ? skip('C2', 'The address names the path.') : pass('C2', closed.join(' '));
}

function whyNone({ host }: RelayAddress, refusals: readonly Refusal[]): string {
  const problems = new Set(refusals.map(({ problem }) => problem));
  const [only] = problems;
  const reasons =
    problems.size === 1 && only !== undefined
      ? `${host}: ${only}.`
      : refusals.map(({ address, problem }) => `${address.url}: ${problem}.`).join(' ');
  const statuses = refusals.map(({ status }) => status).filter((status) => status !== undefined);
  if (statuses.length === 0) return `${reasons} Is the relay running, and are host and port right?`;
  const forbidden = statuses.some((status) => status === 401 || status === 403);
  const advice = forbidden
    ? 'Something stands before the relay and wants to know who asks.'
    : 'Is it a relay, with the CV system enabled? Is there a path before /connect?';
  return `Something answers HTTP there, but takes no WebSocket: ${reasons} ${advice}`;
}
