import type { Finding } from './finding.ts';
import type { Report } from './report.ts';
import type { Judgement, Verdict } from './verdict.ts';
import { wrap } from './wrap.ts';

/** What the findings amount to, in lines for a person. */
export function summary({ relay, socketUrl, wasEnded, findings, verdict }: Report): readonly string[] {
  const count = (outcome: Finding['outcome']): number =>
    findings.filter((finding) => finding.outcome === outcome).length;
  const { ownOrigin, elsewhereHttp, elsewhereHttps } = verdict.pages;
  return [
    'Summary',
    wrap('  Relay             ', relay),
    wrap('  Socket            ', socketUrl ?? 'none that takes workers'),
    wrap('  Dialect           ', DIALECTS[verdict.dialect ?? 'none']),
    wrap(
      '  Checks            ',
      `${count('pass')} pass, ${count('FAIL')} FAIL, ${count('note')} note, ${count('skip')} skip`,
    ),
    ...(wasEnded
      ? [wrap('                    ', 'The check was ended before its time: what it says is not all.')]
      : []),
    '',
    wrap('  ', `Our worker can use this relay: ${say(verdict.worker)}`),
    wrap('  ', `A browser from another origin: ${say(elsewhere(verdict))}`),
    wrap('    page of the relay’s origin, or by a proxy   ', say(ownOrigin)),
    wrap('    page from elsewhere, over http              ', say(elsewhereHttp)),
    wrap('    page from elsewhere, over https             ', say(elsewhereHttps)),
    ...(verdict.lacksCors ? ['', ...advice(relay)] : []),
  ];
}

const DIALECTS = {
  J: 'J: jobs that are claimed',
  E1: 'E1: events for every worker at /connect, results by POST /events',
  E2: 'E2: events for every worker at /worker/connect, results over the socket',
  none: 'not known',
} as const;

const say = ({ answer, because }: Judgement): string => `${answer}: ${because}`;

/** Both ways of coming from elsewhere in one. */
function elsewhere({ pages: { elsewhereHttp, elsewhereHttps } }: Verdict): Judgement {
  if (elsewhereHttp.answer !== 'yes' || elsewhereHttps.answer === 'yes') return elsewhereHttp;
  return { answer: 'yes', because: 'for a page that came over http alone, as from npm start.' };
}

const advice = (relay: string): readonly string[] => [
  '  To let pages of other origins in, answer OPTIONS with 204 and send with every answer, errors too:',
  '',
  '    Access-Control-Allow-Origin: *',
  '    Access-Control-Allow-Headers: X-Worker-Key, Content-Type',
  '    Access-Control-Allow-Methods: GET, POST, OPTIONS',
  '',
  '  Or leave the relay as it is and bring the page to its origin:',
  '',
  `    npm run serve -- --relay ${relay}`,
  '    deploy/Caddyfile, for a server with a name of its own',
];
