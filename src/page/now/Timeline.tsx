import type { JobTimes } from '../../worker/api.ts';
import { timelineOf } from './timeline.ts';

/** Names and places are fixed, so that nothing jumps from job to job; only the fill and the durations change. */
export function Timeline({ times, over }: { readonly times: JobTimes | undefined; readonly over: boolean }) {
  return (
    <ol class="timeline" aria-label="The job’s way">
      {timelineOf(times, over).map(({ name, title, state, duration }) => (
        <li key={name} class={`segment-${name}`} data-state={state} title={title}>
          <span class="segment-name">{name}</span>
          <span class="segment-time">{duration ?? (state === 'going' ? '…' : '')}</span>
        </li>
      ))}
    </ol>
  );
}
