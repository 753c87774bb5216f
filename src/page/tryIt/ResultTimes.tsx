import type { JobResult } from '../../protocol/result.ts';
import { sayNumber, sayRate, sayShort } from '../words.ts';
import { rateOf } from './rateOf.ts';
import { screenWords } from './screenWords.ts';

/** How long each part of an answer took. */
export function ResultTimes({ result }: { readonly result: JobResult }) {
  const { times } = screenWords.value;
  const { timings_ms: ms, tokens } = result;
  const rate = rateOf(result);
  const lines: readonly (readonly [string, string])[] = [
    [times.pack, sayShort(ms.pack)],
    [times.firstToken, sayShort(ms.first_token)],
    [times.tokens, sayNumber(tokens)],
    [times.rate, rate === undefined ? '–' : sayRate(rate)],
    [times.total, sayShort(ms.look)],
  ];
  return (
    <dl class="health-facts try-times">
      {lines.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
