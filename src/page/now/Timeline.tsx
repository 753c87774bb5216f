import type { DialectName } from '../../protocol/job.ts';
import type { JobTimes } from '../../worker/api.ts';
import { workWords } from '../workWords.ts';
import { type JobEnd, timelineOf } from './timeline.ts';

interface TimelineProps {
  readonly times?: JobTimes | undefined;
  readonly end: JobEnd;
  readonly dialect?: DialectName | undefined;
}

/** Names and places are fixed, so that nothing jumps from job to job; only the fill and the durations change. */
export function Timeline({ times, end, dialect }: TimelineProps) {
  return (
    <ol class="timeline" aria-label={workWords.value.way.title}>
      {timelineOf(times, end, dialect).map(({ part, name, title, state, duration }) => (
        <li key={part} class={`segment-${part}`} data-state={state} title={title}>
          <span class="segment-name">{name}</span>
          <span class="segment-time">{duration ?? (state === 'going' ? '…' : '')}</span>
        </li>
      ))}
    </ol>
  );
}
