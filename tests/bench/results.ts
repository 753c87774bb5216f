// What the bench finds, what is wanted of it, and how both are shown.

export const METRICS = [
  'mapsPerToken',
  'readbackBytesPerToken',
  'newBuffersPerToken',
  'jsMsPerToken',
  'packMs720p',
  'bytesDownPerJob',
  'bytesUpPerJob',
  'visionTokens10Frames',
  'jobsPerMinute',
  'gpuBusyShare',
  'memorySlope',
] as const;
export type MetricName = (typeof METRICS)[number];

export interface Compared {
  readonly stock: number;
  readonly ours: number;
  /** Ours over stock. */
  readonly ratio: number;
  /** Samples behind each median. */
  readonly n: number;
}

export type Results = Partial<Record<MetricName, Compared>>;

/** Something wanted that is no metric, such as equal numbers. */
export interface Check {
  readonly name: string;
  readonly found: string;
  readonly wanted: string;
  readonly ok: boolean;
}

export const compared = (stock: number, ours: number, n: number): Compared => ({ stock, ours, ratio: ours / stock, n });

interface Wanted {
  readonly text: string;
  readonly of: 'ours' | 'ratio';
  readonly atMost?: number;
  readonly atLeast?: number;
}

const atMost = (of: Wanted['of'], limit: number, text: string): Wanted => ({ of, atMost: limit, text });
const atLeast = (of: Wanted['of'], limit: number, text: string): Wanted => ({ of, atLeast: limit, text });

export const WANTED: Readonly<Record<MetricName, Wanted>> = {
  mapsPerToken: atMost('ours', 0.3, '<= 0.3, ids read every 4'),
  readbackBytesPerToken: atMost('ours', 64, '<= 64'),
  newBuffersPerToken: atMost('ours', 2, '<= 2'),
  jsMsPerToken: atMost('ratio', 1 / 3, '<= 1/3 of stock'),
  packMs720p: atMost('ratio', 1 / 30, '<= 1/30 of stock'),
  bytesDownPerJob: atMost('ours', 0.1e6, '<= 0.1 MB'),
  bytesUpPerJob: atMost('ours', 8e6, '<= 8 MB'),
  visionTokens10Frames: atMost('ratio', 0.52, '<= 0.52 of stock'),
  jobsPerMinute: atLeast('ratio', 1.5, '>= 1.5 of stock'),
  gpuBusyShare: atLeast('ours', 0.95, '>= 0.95'),
  memorySlope: atMost('ours', 1, '< 1 % of the plateau'),
};

/** A number that is none is never what was wanted. */
export function isMet(name: MetricName, result: Compared): boolean {
  const { of, atMost: most = Number.POSITIVE_INFINITY, atLeast: least = Number.NEGATIVE_INFINITY } = WANTED[name];
  return result[of] <= most && result[of] >= least;
}

/** Names of what is not as wanted. */
export function missed(results: Results, checks: readonly Check[]): string[] {
  const metrics = METRICS.filter((name) => {
    const result = results[name];
    return result !== undefined && !isMet(name, result);
  });
  return [...metrics, ...checks.filter(({ ok }) => !ok).map(({ name }) => name)];
}

export function resultsTable(results: Results, checks: readonly Check[]): string {
  const rows: string[][] = [];
  for (const name of METRICS) {
    const result = results[name];
    if (!result) continue;
    const { stock, ours, ratio, n } = result;
    const ok = isMet(name, result) ? 'ok' : 'MISSED';
    rows.push([name, short(stock), short(ours), short(ratio), `${n}`, WANTED[name].text, ok]);
  }
  for (const { name, found, wanted, ok } of checks) rows.push([name, '', found, '', '', wanted, ok ? 'ok' : 'MISSED']);
  return table(['metric', 'stock', 'ours', 'ratio', 'n', 'wanted', ''], rows);
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)].join('\n');
}

/** Four digits that count. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return `${value}`;
  return Math.abs(value) >= 1000 ? Math.round(value).toLocaleString('en') : `${Number(value.toPrecision(4))}`;
}
