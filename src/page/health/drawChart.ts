// Bars on uPlot, in the page's own colours. Fetched when there is something to draw.
import UPlot from 'uplot';
import type { DrawChart } from '../ports.ts';

/** In rem. Room for `100 %` and for one line of times; charts.css has the same font. */
const SIDE = 2.5;
const BELOW = 1.25;
const FONT = 0.6875;
/** Of a bar's place; and the most of it in rem, so that few bars do not become walls. */
const BAR_SHARE = 0.72;
const BAR_REM = 1;

export const drawChart: DrawChart = (place, look) => {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  let colours = coloursOf(place);
  let lengthMs = 0;
  const chart = new UPlot(optionsOf(), [[], []], place);
  chart.over.addEventListener('pointerleave', () => look.onPoint(undefined));

  function optionsOf(): UPlot.Options {
    const font = `${FONT * rem}px system-ui, sans-serif`;
    const line = { stroke: () => colours.line, width: 1 };
    const text = { stroke: () => colours.text, font, gap: 0.25 * rem };
    return {
      ...sizeOf(place),
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      padding: [0.375 * rem, 0, 0, 0],
      scales: {
        x: { time: false, range: (_, min, max) => [min - lengthMs / 2, max + lengthMs / 2] },
        y: { range: (_, __, highest) => [0, look.top ?? roundAbove(highest)] },
      },
      axes: [
        {
          ...text,
          show: look.withTimes,
          size: BELOW * rem,
          space: 4 * rem,
          grid: { show: false },
          ticks: { show: false },
          splits: (_, __, min, max) => fullTimes(min, max),
          values: (_, splits) => splits.map(look.sayTime),
        },
        {
          ...text,
          size: SIDE * rem,
          ticks: { show: false },
          grid: line,
          splits: (_, __, min, max) => [min, max],
          values: (_, splits) => splits.map((value) => (value === 0 ? '' : look.sayValue(value))),
        },
      ],
      series: [
        {},
        {
          fill: () => colours.bars,
          width: 0,
          points: { show: false },
          ...barsPath(BAR_REM * rem),
        },
      ],
      hooks: { setCursor: [({ cursor }) => look.onPoint(cursor.idx ?? undefined)] },
    };
  }

  const stopWatching = watchLook(place, () => {
    colours = coloursOf(place);
    chart.setSize(sizeOf(place));
    chart.redraw();
  });

  return {
    show(startsMs, slotMs, values) {
      lengthMs = slotMs;
      chart.setData([startsMs.map((ms) => ms + slotMs / 2), values.map((value) => value ?? null)]);
    },
    close() {
      stopWatching();
      chart.destroy();
    },
  };
};

const sizeOf = ({ clientWidth, clientHeight }: HTMLElement) => ({ width: clientWidth, height: clientHeight });

function barsPath(mostPx: number): Pick<UPlot.Series, 'paths'> {
  const bars = UPlot.paths.bars?.({ size: [BAR_SHARE, mostPx * devicePixelRatio] });
  return bars ? { paths: bars } : {};
}

/** A canvas knows no custom properties; charts.css gives the place what they resolve to. */
function coloursOf(place: HTMLElement) {
  const { color, stroke, borderTopColor } = getComputedStyle(place);
  return { text: color, bars: stroke, line: borderTopColor };
}

/** 1, 2, 5, 10, 20, 50, … so that the scale changes seldom. */
function roundAbove(value: number | null): number {
  if (!value || value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

/** The last part of the chart has no time below it: it would be cut off at the edge. */
const LAST_TIME = 0.9;

/** Every quarter of an hour within an hour, every eight hours within a day; on the reader's own clock. */
function fullTimes(minMs: number, maxMs: number): number[] {
  const quarterMs = 900_000;
  const stepMs = maxMs - minMs < 2 * 3_600_000 ? quarterMs : 32 * quarterMs;
  const offsetMs = new Date(maxMs).getTimezoneOffset() * 60_000;
  const times: number[] = [];
  const endMs = minMs + (maxMs - minMs) * LAST_TIME;
  for (let ms = Math.ceil((minMs - offsetMs) / stepMs) * stepMs + offsetMs; ms < endMs; ms += stepMs) times.push(ms);
  return times;
}

/** Size, light and dark, and the switch between them. */
function watchLook(place: HTMLElement, onChange: () => void): () => void {
  const resize = new ResizeObserver(onChange);
  resize.observe(place);
  const theme = new MutationObserver(onChange);
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', onChange);
  return () => {
    resize.disconnect();
    theme.disconnect();
    dark.removeEventListener('change', onChange);
  };
}
