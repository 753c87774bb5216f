import type { FinishedJob } from '../../worker/api.ts';
import { FrameView } from '../boxes/FrameView.tsx';
import { cameraName } from '../cameraName.ts';
import { Finding } from '../finding/Finding.tsx';
import type { FinishedEntry } from '../pageState.ts';
import { Ago } from '../parts/Ago.tsx';
import { sayShort } from '../words.ts';

interface ResultCardProps {
  readonly entry: FinishedEntry;
  readonly nowMs: number;
  readonly imageUrl: (image: Blob) => string;
}

export function ResultCard({ entry: { finished, atMs }, nowMs, imageUrl }: ResultCardProps) {
  const { job, image, outcome } = finished;
  const camera = cameraName(job);
  const took = tookMs(finished);
  const boxes = outcome.type === 'completed' ? outcome.result.objects : [];
  return (
    <li class="card" data-outcome={outcome.type} data-alert={isAlert(outcome)}>
      {image ? (
        <FrameView src={imageUrl(image)} alt={`Frame of ${camera}`} boxes={boxes} size="card" />
      ) : (
        <div class="stage stage-card">
          <p class="stage-note">No frame came</p>
        </div>
      )}
      <div class="card-finding">
        {outcome.type === 'completed' ? (
          <Finding result={outcome.result} withSentence />
        ) : (
          <p class="card-text">Failed: {outcome.reason}</p>
        )}
      </div>
      <p class="card-facts">
        <span class="card-camera">{camera}</span>
        <Ago atMs={atMs} nowMs={nowMs} />
        {took !== undefined && <span title="From taking the job to its answer">{sayShort(took)}</span>}
      </p>
    </li>
  );
}

const isAlert = (outcome: FinishedJob['outcome']): boolean =>
  outcome.type === 'completed' && outcome.result.alert?.triggered === true;

function tookMs({ times }: FinishedJob): number | undefined {
  const { claimed, answered } = times;
  return claimed === undefined || answered === undefined ? undefined : answered - claimed;
}
