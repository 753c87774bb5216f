import { useEffect, useRef } from 'preact/hooks';
import type { ChartLook, DrawChart, DrawnChart } from '../ports.ts';
import type { ChartView } from './chartView.ts';

interface ChartProps {
  readonly name: string;
  /** Of the whole, or of the bar that is pointed at. */
  readonly value: string;
  readonly view: ChartView | undefined;
  readonly values: readonly (number | undefined)[];
  /** Another one draws the chart anew. */
  readonly look: ChartLook;
  /** Undefined until it has come. */
  readonly draw: DrawChart | undefined;
}

/** Its place is there before the bars are. What they say is said in words elsewhere: charts are for eyes alone. */
export function Chart({ name, value, view, values, look, draw }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<DrawnChart | undefined>(undefined);
  useEffect(() => {
    if (!draw || !place.current) return undefined;
    const chart = draw(place.current, look);
    drawn.current = chart;
    return () => {
      drawn.current = undefined;
      chart.close();
    };
  }, [draw, look]);
  useEffect(() => {
    if (!view) return;
    const starts = view.slots.map(({ startMs }) => startMs);
    drawn.current?.show(starts, view.lengthMs, values);
  }, [draw, look, view, values]);
  return (
    <div class="chart" aria-hidden="true">
      <p class="chart-head">
        <span>{name}</span>
        <span class="chart-value">{value}</span>
      </p>
      <div class={look.withTimes ? 'chart-place chart-times' : 'chart-place'} ref={place} />
    </div>
  );
}
