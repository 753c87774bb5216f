import type { FinishedJob } from '../../worker/api.ts';
import { VeiledFrame } from '../blur/VeiledFrame.tsx';
import { cameraName } from '../cameraName.ts';
import { Finding } from '../finding/Finding.tsx';
import { words } from '../language/language.ts';
import type { PageModel } from '../pageModel.ts';
import type { FinishedEntry } from '../pageState.ts';
import { Ago } from '../parts/Ago.tsx';
import { sayShort } from '../words.ts';
import { JobWay } from './JobWay.tsx';

export interface ResultCardProps {
  readonly entry: FinishedEntry;
  readonly model: PageModel;
  /** How many jobs of its camera were answered, where the card stands for the camera. */
  readonly jobsOfCamera?: number;
}

export function ResultCard({ entry: { finished, atMs }, model, jobsOfCamera }: ResultCardProps) {
  const { store, textExport } = model;
  const { job, outcome } = finished;
  const say = words.value.health.results;
  const camera = cameraName(job);
  const took = tookMs(finished);
  const result = outcome.type === 'completed' ? outcome.result : undefined;
  const ofCamera = jobsOfCamera !== undefined;
  return (
    <li class="card" data-outcome={outcome.type} data-alert={result?.alert?.triggered === true}>
      {ofCamera && <h3 class="card-title">{camera}</h3>}
      <CardFrame finished={finished} camera={camera} model={model} />
      <div class="card-finding">
        {outcome.type === 'completed' ? (
          <Finding result={outcome.result} withSentence />
        ) : (
          <p class="card-text">{say.failed(outcome.reason)}</p>
        )}
      </div>
      <p class="card-facts">
        <span class="card-camera">{ofCamera ? say.jobs(jobsOfCamera) : camera}</span>
        <Ago atMs={atMs} nowMs={store.nowMs.value} />
        {result?.unchanged && <span title={say.unchangedTitle(result.unchanged_since ?? '')}>{say.unchanged}</span>}
        {!result?.unchanged && took !== undefined && <span title={say.took}>{sayShort(took)}</span>}
      </p>
      <JobWay finished={finished} copy={textExport.copy} />
    </li>
  );
}

interface CardFrameProps {
  readonly finished: FinishedJob;
  readonly camera: string;
  readonly model: PageModel;
}

function CardFrame({ finished: { image, outcome }, camera, model: { store, veil } }: CardFrameProps) {
  const say = words.value.health.results;
  const boxes = outcome.type === 'completed' ? outcome.result.objects : [];
  if (!image) {
    return (
      <div class="stage stage-card">
        <p class="stage-note">{say.noFrame}</p>
      </div>
    );
  }
  const alt = say.frameOf(camera);
  return <VeiledFrame image={image} imageUrl={store.imageUrl} veil={veil} alt={alt} boxes={boxes} size="card" />;
}

function tookMs({ times }: FinishedJob): number | undefined {
  const { claimed, answered } = times;
  return claimed === undefined || answered === undefined ? undefined : answered - claimed;
}
