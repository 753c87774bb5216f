import { words } from '../language/language.ts';
import { LazyDetails, lazyView } from '../parts/LazyDetails.tsx';
import { sayPercent, sayRate } from '../words.ts';
import type { Figures } from './chartView.ts';
import type { FigureTableProps } from './FigureTable.tsx';

type ChartWordsProps = Omit<FigureTableProps, 'view'> & { readonly view: FigureTableProps['view'] | undefined };

const table = lazyView(async () => (await import('./FigureTable.tsx')).FigureTable);

/** What the charts show, in a sentence for whoever does not see them, and figure by figure. */
export function ChartWords({ view, span, part }: ChartWordsProps) {
  const say = words.value.health.charts;
  // Their place is the same with and without jobs.
  if (!view || view.whole.jobs === 0) return <p class="chart-words quiet">{view && say.nothing[span]}</p>;
  return (
    <div class="chart-words">
      <p class="unseen">{sentenceOf(view.whole, { span, part })}</p>
      <LazyDetails class="chart-details" summary={say.asTable} content={table} props={{ view, span, part }} />
    </div>
  );
}

function sentenceOf(
  { jobs, tokensPerSecond, busyShare }: Figures,
  { span, part }: Pick<ChartWordsProps, 'span' | 'part'>,
): string {
  const say = words.value.health.charts;
  return [
    say.sentence[span](jobs),
    tokensPerSecond !== undefined && say.sentenceRate(sayRate(tokensPerSecond)),
    say.sentenceBusy[part](sayPercent(busyShare)),
  ]
    .filter(Boolean)
    .join(' ');
}
