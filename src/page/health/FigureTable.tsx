import { words } from '../language/language.ts';
import { ScrollBox } from '../parts/ScrollBox.tsx';
import { sayNumber, sayPercent, sayTime } from '../words.ts';
import { type ChartView, isIdle, type Span } from './chartView.ts';
import { sayRateOf } from './facts.ts';

export interface FigureTableProps {
  readonly view: ChartView;
  readonly span: Span;
  readonly part: 'gpu' | 'processor';
}

/** Newest first; what stood still is left out. */
export function FigureTable({ view, span, part }: FigureTableProps) {
  const say = words.value.health.charts;
  return (
    <ScrollBox class="chart-table" label={say.table}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say.time}</th>
            <th scope="col">{say.jobs[span]}</th>
            <th scope="col">{say.rate}</th>
            <th scope="col">{say.busy[part]}</th>
          </tr>
        </thead>
        <tbody>
          {view.slots
            .filter((slot) => !isIdle(slot))
            .reverse()
            .map(({ startMs, jobs, tokensPerSecond, busyShare }) => (
              <tr key={startMs}>
                <th scope="row">{sayTime(startMs)}</th>
                <td>{sayNumber(jobs)}</td>
                <td>{sayRateOf(tokensPerSecond)}</td>
                <td>{sayPercent(busyShare)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
