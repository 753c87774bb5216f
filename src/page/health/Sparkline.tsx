import { sayRate } from '../words.ts';
import { SPARK_HEIGHT, SPARK_WIDTH, sparkPaths } from './sparkline.ts';

/** Tokens per second of the newest jobs; it keeps its place while there is nothing to draw. */
export function Sparkline({ values }: { readonly values: readonly number[] }) {
  const paths = sparkPaths(values);
  const words = paths
    ? `Tokens per second over the last ${values.length} jobs: ${sayRate(Math.min(...values))} to ${sayRate(Math.max(...values))}`
    : 'Tokens per second: not enough jobs yet';
  return (
    <svg class="spark" role="img" viewBox={`0 0 ${SPARK_WIDTH} ${SPARK_HEIGHT}`} preserveAspectRatio="none">
      <title>{words}</title>
      {paths && <path class="spark-area" d={paths.area} />}
      {paths && <path class="spark-line" d={paths.line} />}
      <path class="spark-base" d={`M0 ${SPARK_HEIGHT}H${SPARK_WIDTH}`} />
    </svg>
  );
}
