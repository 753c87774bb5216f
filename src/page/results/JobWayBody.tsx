import { useState } from 'preact/hooks';
import type { FinishedJob, Station } from '../../worker/api.ts';
import { words } from '../language/language.ts';
import type { TextExport } from '../ports.ts';
import { sayClock, sayExact, sayNumber, sayShort } from '../words.ts';
import { wayOf } from './wayOf.ts';

export interface JobWayProps {
  readonly finished: FinishedJob;
  readonly copy: TextExport['copy'];
}

/** The way of a finished job, step by step, and its result as it was sent. */
export function JobWayBody({ finished, copy }: JobWayProps) {
  const { outcome } = finished;
  return (
    <div class="way-body">
      <Steps finished={finished} />
      <Facts finished={finished} />
      {outcome.type === 'completed' && <CopyJson value={outcome.result} copy={copy} />}
    </div>
  );
}

function Steps({ finished }: { readonly finished: FinishedJob }) {
  const { job, times, outcome } = finished;
  const say = words.value.health.way;
  return (
    <ol class="way-steps">
      {wayOf(times).steps.map(({ station, atMs, tookMs, from, share }) => (
        <li key={station} title={sayExact(atMs)}>
          <span>{stationName(station, finished)}</span>
          <span class="way-time">{tookMs === undefined ? say.at(sayClock(atMs)) : say.after(sayShort(tookMs))}</span>
          {tookMs !== undefined && (
            <span class="way-bar" style={{ '--from': from, '--share': share }} aria-hidden="true" />
          )}
        </li>
      ))}
      {times.acknowledged === undefined && outcome.type === 'completed' && (
        <li>
          <span>{say.stations.acknowledged}</span>
          <span class="way-time">{job.dialect === 'E2' ? say.neverConfirmed : say.unconfirmed}</span>
        </li>
      )}
    </ol>
  );
}

function Facts({ finished: { job, times, outcome } }: { readonly finished: FinishedJob }) {
  const say = words.value.health.way;
  const tokens = outcome.type === 'completed' ? outcome.result.tokens : 0;
  return (
    <dl class="way-facts">
      <div>
        <dt>{say.altogether}</dt>
        <dd>{sayShort(wayOf(times).wholeMs)}</dd>
      </div>
      {tokens > 0 && (
        <div>
          <dt>{say.tokens}</dt>
          <dd>{sayNumber(tokens)}</dd>
        </div>
      )}
      <div>
        <dt>{say.job}</dt>
        <dd>
          <code>{job.id}</code>
        </dd>
      </div>
    </dl>
  );
}

/** Relays that broadcast events offer nothing to claim. */
function stationName(station: Station, { job }: FinishedJob): string {
  const { stations, received, taken } = words.value.health.way;
  if (job.dialect === 'J') return stations[station];
  if (station === 'offered') return received;
  return station === 'claimed' ? taken : stations[station];
}

function CopyJson({ value, copy }: { readonly value: object; readonly copy: TextExport['copy'] }) {
  const [outcome, setOutcome] = useState<{ readonly of: object; readonly key: 'copied' | 'notCopied' }>();
  const say = words.value.health.way;
  const done = (key: 'copied' | 'notCopied') => setOutcome({ of: value, key });
  return (
    <div class="way-copy">
      <button
        type="button"
        class="button small"
        onClick={() => {
          copy(JSON.stringify(value, null, 2)).then(
            () => done('copied'),
            () => done('notCopied'),
          );
        }}
      >
        {say.copyJson}
      </button>
      <p class="quiet" role="status">
        {outcome?.of === value ? say[outcome.key] : ''}
      </p>
    </div>
  );
}
