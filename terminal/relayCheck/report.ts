// The report as text for a person and as JSON for a program. Pure.
import { CHECKS, type CheckId } from './catalogue.ts';
import type { Checked } from './checkRelay.ts';
import type { Finding } from './finding.ts';
import { summary } from './summary.ts';
import { judge, type Verdict } from './verdict.ts';
import { wrap } from './wrap.ts';

export interface Report extends Checked {
  /** As the person typed it. */
  readonly relay: string;
  readonly verdict: Verdict;
}

export const makeReport = (relay: string, httpBase: string, checked: Checked): Report => ({
  ...checked,
  relay,
  verdict: judge(checked.findings, checked.dialect, httpBase),
});

export function reportJson({ relay, socketUrl, wasEnded, verdict, findings }: Report): string {
  const told = findings.map(({ id, outcome, detail }) => ({ id, ...CHECKS[id], outcome, detail }));
  const answer = {
    relay,
    socket: socketUrl ?? null,
    endedEarly: wasEnded,
    ...verdict,
    dialect: verdict.dialect ?? null,
  };
  return JSON.stringify({ ...answer, findings: told }, null, 2);
}

const TITLE_WIDTH = Math.max(...Object.values(CHECKS).map(({ title }) => title.length));

/** A table for each section, then what it amounts to. */
export function reportText(report: Report): string {
  const lines: string[] = [];
  let section = '';
  const tail = skippedTail(report.findings);
  for (const group of groupSkips(report.findings.slice(0, report.findings.length - tail.length))) {
    const [first] = group;
    if (CHECKS[first.id].section !== section) {
      section = CHECKS[first.id].section;
      lines.push('', section);
    }
    lines.push(row(group));
  }
  if (isGroup(tail)) lines.push('', 'The rest', row(tail));
  return [...lines, '', ...summary(report)].join('\n').trim();
}

type Group = readonly [Finding, ...Finding[]];

const isGroup = (findings: readonly Finding[]): findings is Group => findings.length > 0;

/** The last checks, where they are of several sections and one reason kept all of them from being tried. */
function skippedTail(findings: readonly Finding[]): readonly Finding[] {
  const why = findings.at(-1)?.detail;
  const tail = findings.slice(
    findings.findLastIndex(({ outcome, detail }) => outcome !== 'skip' || detail !== why) + 1,
  );
  return new Set(tail.map(({ id }) => CHECKS[id].section)).size > 1 ? tail : [];
}

/** Neighbours of one section that were skipped for the same reason stand on one line. */
function groupSkips(findings: readonly Finding[]): readonly Group[] {
  const groups: [Finding, ...Finding[]][] = [];
  for (const finding of findings) {
    const last = groups.at(-1);
    if (last !== undefined && isAlike(last[0], finding)) last.push(finding);
    else groups.push([finding]);
  }
  return groups;
}

const isAlike = (a: Finding, b: Finding): boolean =>
  a.outcome === 'skip' &&
  b.outcome === 'skip' &&
  a.detail === b.detail &&
  CHECKS[a.id].section === CHECKS[b.id].section;

function row(group: Group): string {
  const [{ id, outcome, detail }] = group;
  const last = group.at(-1)?.id;
  const name = group.length === 1 ? `${id.padEnd(4)} ${CHECKS[id].title}` : `${id} to ${last}`;
  const start = `  ${outcome}  ${name.padEnd(TITLE_WIDTH + 5)}  `;
  return wrap(start, detail);
}

/** Ids of the checks that failed. */
export const failures = ({ findings }: Checked): readonly CheckId[] =>
  findings.filter(({ outcome }) => outcome === 'FAIL').map(({ id }) => id);
