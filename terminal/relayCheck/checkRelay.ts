// Plays a worker against a relay, from the first knock to the key's death, and says of each check what became of it.
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../relay/clock.ts';
import type { DialectName } from '../../src/protocol/job.ts';
import type { RelayAddress } from '../../src/protocol/relayAddress.ts';
import type { Bounds } from './bounds.ts';
import { CHECK_IDS } from './catalogue.ts';
import { checkBrowser } from './checks/browser.ts';
import { checkClaims } from './checks/claims.ts';
import { connect } from './checks/connect.ts';
import { checkEvents } from './checks/events.ts';
import { checkFrames } from './checks/frames.ts';
import { checkCompleting, checkGivingBack } from './checks/givingBack.ts';
import { checkKeyDeath } from './checks/keyDeath.ts';
import { checkLasting, checkStaying } from './checks/staying.ts';
import { checkWork, waitForWork } from './checks/work.ts';
import type { CheckChoices } from './choices.ts';
import { type Finding, skip } from './finding.ts';
import { createAsk } from './http.ts';
import type { Member, Tools } from './member.ts';
import { whySkipped } from './whySkipped.ts';

export interface CheckPorts {
  readonly clock: Clock;
  readonly bounds: Bounds;
  /** The person has had enough. */
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
}

export interface Checked {
  /** One for each check, in the catalogue's order. */
  readonly findings: readonly Finding[];
  readonly dialect: DialectName | undefined;
  /** Where the worker was registered. */
  readonly socketUrl: string | undefined;
  /** Something ended the check before its time. */
  readonly wasEnded: boolean;
}

type Add = (findings: readonly Finding[]) => void;

/** Never throws for what a relay does. Sockets are closed and jobs given back, also when `signal` ends it early. */
export async function checkRelay(relay: RelayAddress, choices: CheckChoices, ports: CheckPorts): Promise<Checked> {
  const { clock, bounds, onProgress } = ports;
  const tooLate = new AbortController();
  const stopTimer = clock.after(bounds.waitMs + bounds.totalMs, () => tooLate.abort());
  const signal = AbortSignal.any([ports.signal, tooLate.signal]);
  const tools: Tools = {
    clock,
    bounds,
    signal,
    onProgress,
    httpBase: relay.httpBase,
    ask: createAsk({ clock, signal, timeoutMs: bounds.httpMs }),
    askToTheEnd: createAsk({ clock, timeoutMs: bounds.httpMs }),
  };
  const found = new Map<Finding['id'], Finding>();
  const add: Add = (findings) => {
    // What came of a request that was ended by us says nothing of the relay.
    if (!signal.aborted) for (const finding of findings) found.set(finding.id, finding);
  };

  const connected = await connect(tools, relay, randomUUID());
  add(connected.findings);
  const stayed = connected.member && (await checkStaying(tools, connected.member));
  add(stayed?.findings ?? []);
  const dialect = stayed?.member && (await checkMember(tools, stayed.member, choices, add));
  stopTimer();

  const whyNot = (id: Finding['id']): string => {
    if (signal.aborted) return 'The check was ended before.';
    if (connected.member === undefined) return 'No worker was registered.';
    return stayed?.member ? whySkipped(id, dialect, choices) : 'The relay hung up and took the worker back no more.';
  };
  return {
    findings: CHECK_IDS.map((id) => found.get(id) ?? skip(id, whyNot(id))),
    dialect,
    socketUrl: connected.member?.address.url,
    wasEnded: signal.aborted,
  };
}

/** All that a registered worker can try. Closes its socket. */
async function checkMember(
  tools: Tools,
  member: Member,
  choices: CheckChoices,
  add: Add,
): Promise<DialectName | undefined> {
  await waitForWork(tools, member);
  add(checkWork(tools, member));
  // Its dialect is that of the first words of work; the job itself is not used, as it may be over by now.
  const dialect = member.heard.jobs[0]?.dialect;

  const claimed = dialect === 'J' && choices.claim ? await checkClaims(tools, member) : undefined;
  add(claimed?.findings ?? []);
  const { findings, frame } = await checkFrames(tools, member, claimed?.held);
  add(findings);
  if (claimed?.held) add([await checkGivingBack(tools, member, claimed.held)]);
  if (claimed?.held && choices.complete) add([await checkCompleting(tools, member)]);

  const event = member.heard.jobs.findLast((job) => job.dialect !== 'J');
  if (event !== undefined && choices.post) add(await checkEvents(tools, member, event));
  if (!choices.sameOrigin) add(await checkBrowser(tools, member, dialect, frame));

  add([checkLasting(member)]);
  if (frame?.fetched) add([await checkKeyDeath(tools, member, frame)]);
  await member.connection.close();
  return dialect;
}
