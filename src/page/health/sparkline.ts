export const SPARK_WIDTH = 240;
export const SPARK_HEIGHT = 48;
/** Room above the highest value, so that its stroke is not cut. */
const HEADROOM = 3;

/** The chart's line and the area under it as SVG paths, from 0 to the highest value; undefined for fewer than two values. */
export function sparkPaths(values: readonly number[]): { readonly line: string; readonly area: string } | undefined {
  if (values.length < 2) return undefined;
  const highest = Math.max(...values) || 1;
  const points = values.map((value, i) => {
    const x = (i / (values.length - 1)) * SPARK_WIDTH;
    const y = SPARK_HEIGHT - (value / highest) * (SPARK_HEIGHT - HEADROOM);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  });
  const line = `M${points.join('L')}`;
  return { line, area: `${line}L${SPARK_WIDTH} ${SPARK_HEIGHT}L0 ${SPARK_HEIGHT}Z` };
}
