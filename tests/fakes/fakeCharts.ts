import type { ChartLook, DrawChart } from '../../src/page/ports.ts';

export interface FakeChart {
  readonly look: ChartLook;
  /** What it shows now. */
  values: readonly (number | undefined)[];
  closed: boolean;
}

/** Charts that draw nothing and can be asked what they show. */
export function createFakeCharts(): { readonly draw: DrawChart; readonly drawn: readonly FakeChart[] } {
  const drawn: FakeChart[] = [];
  return {
    drawn,
    draw(_place, look) {
      const chart: FakeChart = { look, values: [], closed: false };
      drawn.push(chart);
      return {
        show(_startsMs, _lengthMs, values) {
          chart.values = values;
        },
        close() {
          chart.closed = true;
        },
      };
    },
  };
}
