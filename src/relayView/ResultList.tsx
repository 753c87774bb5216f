import { Ago } from '../page/parts/Ago.tsx';
import { sayShort } from '../page/words.ts';
import type { RelayStatus } from './relayStatus.ts';
import { relayWords } from './relayWords.ts';

interface ResultListProps {
  readonly status: RelayStatus;
  readonly nowMs: number;
}

/** The last results, newest first. */
export function ResultList({ status: { results, cameras }, nowMs }: ResultListProps) {
  const { noResults, noSentence, took } = relayWords.value;
  const names = new Map(cameras.map(({ service_id, name }) => [service_id, name]));
  if (results.length === 0) return <p class="empty">{noResults}</p>;
  return (
    <ul class="rows">
      {results.map((result) => (
        <li key={`${result.job_id} ${result.completed_at}`} class="row">
          <p class="row-text">{result.summary || noSentence}</p>
          <p class="row-labels">{countLabels(result.detections)}</p>
          <p class="row-facts">
            <span>{names.get(result.service_id) ?? result.service_id}</span>
            <span title={took}>{sayShort(Date.parse(result.completed_at) - Date.parse(result.claimed_at))}</span>
            <Ago atMs={Date.parse(result.completed_at)} nowMs={nowMs} />
          </p>
        </li>
      ))}
    </ul>
  );
}

/** `person 2, car 1`. */
function countLabels(detections: readonly { readonly label: string }[]): string {
  const counts = new Map<string, number>();
  for (const { label } of detections) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, count]) => `${label} ${count}`).join(', ');
}
