// What the findings amount to for the person who asked. Pure.
import type { DialectName } from '../../src/protocol/job.ts';
import type { CheckId } from './catalogue.ts';
import type { Finding } from './finding.ts';
import { hostKind } from './hostKind.ts';

export type Judgement = { readonly answer: 'yes' | 'no' | 'not known'; readonly because: string };

export interface Verdict {
  readonly dialect: DialectName | undefined;
  readonly worker: Judgement;
  /** By where the page with our worker comes from. */
  readonly pages: {
    readonly ownOrigin: Judgement;
    readonly elsewhereHttp: Judgement;
    readonly elsewhereHttps: Judgement;
  };
  /** Cross-origin answers that a browser does not take. */
  readonly lacksCors: boolean;
}

/** What our worker cannot do without. */
const NEEDED: readonly CheckId[] = ['C1', 'C3', 'C6', 'C9', 'C13', 'C19', 'C23', 'C29', 'C33'];
/** What a page of another origin cannot do without, besides. */
const NEEDED_ELSEWHERE: readonly CheckId[] = ['C35', 'C36', 'C37', 'C38', 'C39'];
const CORS: readonly CheckId[] = ['C36', 'C37', 'C38', 'C39'];

export function judge(findings: readonly Finding[], dialect: DialectName | undefined, httpBase: string): Verdict {
  const worker = judgeWorker(findings, dialect);
  const elsewhere = judgeElsewhere(findings, worker);
  return {
    dialect,
    worker,
    pages: {
      ownOrigin: judgeOwnOrigin(worker, httpBase),
      elsewhereHttp: elsewhere,
      elsewhereHttps: judgeHttps(elsewhere, httpBase),
    },
    lacksCors: failed(findings, CORS).length > 0,
  };
}

function judgeWorker(findings: readonly Finding[], dialect: DialectName | undefined): Judgement {
  const broken = failed(findings, NEEDED);
  if (broken.length > 0) return { answer: 'no', because: `${broken.join(', ')} failed.` };
  if (dialect === undefined) return { answer: 'not known', because: 'no work came, so frames were not tried.' };
  if (!passed(findings, 'C13')) return { answer: 'not known', because: 'no frame was fetched.' };
  const untried = findings.find(({ id, outcome }) => outcome === 'skip' && id in OPTION_FOR[dialect]);
  if (untried === undefined) return { answer: 'yes', because: 'all that it needs was tried and works.' };
  return { answer: 'yes', because: `as far as it was tried; ${OPTION_FOR[dialect][untried.id]} tries more.` };
}

/** By which option a person has those checks tried that our worker's work needs. */
const OPTION_FOR: Readonly<Record<DialectName, Partial<Record<CheckId, string>>>> = {
  J: { C23: '--claim', C29: '--complete' },
  E1: { C33: '--post' },
  E2: { C33: '--post' },
};

function judgeElsewhere(findings: readonly Finding[], worker: Judgement): Judgement {
  const broken = failed(findings, NEEDED_ELSEWHERE);
  if (broken.length > 0) return { answer: 'no', because: `browsers stop it (${broken.join(', ')}).` };
  if (worker.answer === 'no') return worker;
  if (!wasTried(findings, 'C35')) return { answer: 'not known', because: 'it was not tried.' };
  if (worker.answer !== 'yes') return worker;
  return { answer: 'yes', because: 'the relay allows other origins.' };
}

function judgeOwnOrigin(worker: Judgement, httpBase: string): Judgement {
  if (worker.answer !== 'yes' || isSecure(httpBase)) return worker;
  return { answer: 'yes', because: 'on the processor, as browsers give the GPU to https pages alone.' };
}

function judgeHttps(elsewhere: Judgement, httpBase: string): Judgement {
  if (elsewhere.answer === 'no' || isSecure(httpBase)) return elsewhere;
  return { answer: 'no', because: 'browsers let no https page connect to ws:// on another computer (C42).' };
}

function isSecure(httpBase: string): boolean {
  const { protocol, hostname } = new URL(httpBase);
  return protocol === 'https:' || hostKind(hostname) === 'loopback';
}

const failed = (findings: readonly Finding[], ids: readonly CheckId[]): readonly CheckId[] =>
  findings.filter(({ id, outcome }) => outcome === 'FAIL' && ids.includes(id)).map(({ id }) => id);

const wasTried = (findings: readonly Finding[], wanted: CheckId): boolean =>
  findings.some(({ id, outcome }) => id === wanted && outcome !== 'skip');

const passed = (findings: readonly Finding[], wanted: CheckId): boolean =>
  findings.some(({ id, outcome }) => id === wanted && outcome === 'pass');
