import { useEffect, useMemo, useState } from 'preact/hooks';
import { words } from '../language/language.ts';
import type { PageModel } from '../pageModel.ts';
import type { ChartLook, DrawChart } from '../ports.ts';
import { sayNumber, sayPercent, sayTime } from '../words.ts';
import { Chart } from './Chart.tsx';
import { ChartWords } from './ChartWords.tsx';
import { chartView, type Figures, type Span, slotOf } from './chartView.ts';
import { busyPart, sayRateOf } from './facts.ts';

interface ChartsProps {
  readonly model: PageModel;
  readonly span: Span;
}

/** Jobs, tokens a second and the device's share, one above the other over the same time. */
export function Charts({ model: { store, loadCharts }, span }: ChartsProps) {
  const history = store.history.value;
  const slot = slotOf(store.nowMs.value, span);
  const view = useMemo(() => history && chartView(history, span, store.nowMs.peek()), [history, span, slot]);
  const draw = useDrawChart(loadCharts, view !== undefined && view.whole.jobs > 0);
  const [pointed, setPointed] = useState<number>();
  const say = words.value.health.charts;
  const part = busyPart(store.snapshot.value.engine);
  const looks = useMemo(() => looksOf(setPointed), []);
  const values = useMemo(() => valuesOf(view?.slots ?? []), [view]);
  const at = pointed === undefined ? undefined : view?.slots[pointed];
  const told = (sayFigures: (figures: Figures) => string): string => {
    if (at) return say.at(sayTime(at.startMs), sayFigures(at));
    return view && view.whole.jobs > 0 ? sayFigures(view.whole) : '';
  };
  const shared = { view, draw };
  return (
    <div class="charts">
      <Chart
        {...shared}
        name={say.jobs[span]}
        value={told(({ jobs }) => (at ? sayNumber(jobs) : say.inAll(jobs)))}
        values={values.jobs}
        look={looks.jobs}
      />
      <Chart
        {...shared}
        name={say.rate}
        value={told(({ tokensPerSecond }) => sayRateOf(tokensPerSecond))}
        values={values.rates}
        look={looks.rates}
      />
      <Chart
        {...shared}
        name={say.busy[part]}
        value={told(({ busyShare }) => sayPercent(busyShare))}
        values={values.shares}
        look={looks.shares}
      />
      <ChartWords view={view} span={span} part={part} />
    </div>
  );
}

function looksOf(onPoint: ChartLook['onPoint']): { readonly [K in 'jobs' | 'rates' | 'shares']: ChartLook } {
  const look = { sayValue: sayNumber, sayTime, withTimes: false, onPoint };
  return { jobs: look, rates: look, shares: { ...look, sayValue: sayPercent, top: 1, withTimes: true } };
}

const valuesOf = (slots: readonly Figures[]) => ({
  jobs: slots.map(({ jobs }) => jobs),
  rates: slots.map(({ tokensPerSecond }) => tokensPerSecond),
  shares: slots.map(({ busyShare }) => busyShare),
});

/** Fetched when there is something to draw; without it (no network any more) the table tells the same. */
function useDrawChart(load: () => Promise<DrawChart>, wanted: boolean): DrawChart | undefined {
  const [draw, setDraw] = useState<DrawChart>();
  useEffect(() => {
    if (!wanted) return undefined;
    let open = true;
    load().then(
      (loaded) => open && setDraw(() => loaded),
      () => {},
    );
    return () => {
      open = false;
    };
  }, [load, wanted]);
  return draw;
}
