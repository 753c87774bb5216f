import { systemClock } from '../../../relay/clock.ts';
import { parseRelayAddress } from '../../../src/protocol/relayAddress.ts';
import { DEFAULT_BOUNDS } from '../bounds.ts';
import type { CheckId } from '../catalogue.ts';
import { type CheckPorts, checkRelay } from '../checkRelay.ts';
import type { CheckChoices } from '../choices.ts';
import type { Finding } from '../finding.ts';
import { makeReport, reportText } from '../report.ts';

interface Options extends Partial<CheckChoices>, Partial<CheckPorts> {}

/** The whole check of a relay in this process. It waits for what will come and not for what might. */
export async function checkUrl(url: string, options: Options = {}) {
  const relay = parseRelayAddress(url, 'http://localhost/');
  if ('problem' in relay) throw new Error(relay.problem);
  const checked = await checkRelay(
    relay,
    { claim: false, complete: false, post: false, sameOrigin: false, ...options },
    {
      clock: systemClock,
      bounds: { ...DEFAULT_BOUNDS, graceMs: 0 },
      signal: new AbortController().signal,
      onProgress: () => {},
      ...options,
    },
  );
  const report = makeReport(url, relay.httpBase, checked);
  const withOutcome = (outcome: Finding['outcome']): CheckId[] =>
    checked.findings.filter((finding) => finding.outcome === outcome).map(({ id }) => id);
  return {
    ...report,
    text: reportText(report),
    failed: withOutcome('FAIL'),
    noted: withOutcome('note'),
    /** As it would stand in the report, without the title. */
    told(id: CheckId): string {
      const finding = checked.findings.find((candidate) => candidate.id === id);
      return `${finding?.outcome} ${finding?.detail}`;
    },
  };
}
