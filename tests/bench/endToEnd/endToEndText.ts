import type { ArmSummary, Compared, EndToEnd } from './measureEndToEnd.ts';
import { IDLE_CAUSES } from './spans.ts';

/** More than this of the cores is taken by others. */
const MAX_LOAD = 0.5;

/** For a terminal. */
export function endToEndText(result: EndToEnd): string {
  const {
    jobsPerMinute,
    jobsPerMinuteAsShipped,
    jobsPerMinuteBatch,
    jobsPerMinuteBatchAsShipped,
    gpuWork,
    loadBefore,
  } = result;
  const compared: readonly (readonly [string, Compared])[] = [
    ['1 frame a job, same pixels (the gate)', jobsPerMinute],
    ['1 frame a job, as shipped', jobsPerMinuteAsShipped],
    ['10 frames a job, same pixels', jobsPerMinuteBatch],
    ['10 frames a job, as shipped', jobsPerMinuteBatchAsShipped],
  ];
  return [
    ...(loadBefore > MAX_LOAD
      ? [
          `This computer was busy before (${two(loadBefore)} of its cores): the ratios flatter ours. Repeat it on a calm one.`,
        ]
      : []),
    table(
      ['jobs per minute', 'stock', 'ours', 'ratio', 'n'],
      compared.map(([name, { stock, ours, ratio, n }]) => [name, two(stock), two(ours), `${two(ratio)}x`, String(n)]),
    ),
    `Were JavaScript and the network free, they would be, at the same pixels, ${two(gpuWork.single)}x and ${two(gpuWork.batch)}x.`,
    table(
      ['worker', 'GPU busy', 'GPU s/job', 'tokens/job', 'decoder runs/job', 'n'],
      result.arms.map((arm) => [
        nameOf(arm),
        `${(100 * arm.gpuBusyShare).toFixed(1)} %`,
        two(arm.gpuSecondsPerJob),
        arm.tokensPerJob.toFixed(0),
        arm.decoderRunsPerJob.toFixed(0),
        String(arm.n),
      ]),
    ),
    table(
      ['GPU idle, ms/job', ...IDLE_CAUSES],
      result.arms.map((arm) => [nameOf(arm), ...IDLE_CAUSES.map((cause) => arm.idleMsPerJob[cause].toFixed(0))]),
    ),
  ].join('\n\n');
}

const two = (value: number) => value.toFixed(2);
const nameOf = ({ kind, arm }: ArmSummary) => `${kind}: ${arm}`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => (row[i] ?? '').length)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  return [head, ...rows].map(line).join('\n');
}
