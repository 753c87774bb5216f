// What work shows in the hero: the loading list, a remedy, or the frame with the answer and the job's way.
import type { Snapshot } from '../../worker/api.ts';
import { VeiledFrame } from '../blur/VeiledFrame.tsx';
import { Finding } from '../finding/Finding.tsx';
import { hasFinding, sentenceOf } from '../finding/findingParts.ts';
import { words } from '../language/language.ts';
import type { PageModel } from '../pageModel.ts';
import { ScrollBox } from '../parts/ScrollBox.tsx';
import { RemedyBlock } from '../remedy/RemedyBlock.tsx';
import { Loading } from './Loading.tsx';
import { Place } from './Place.tsx';
import { Timeline } from './Timeline.tsx';
import type { JobEnd } from './timeline.ts';

export function WorkBody({ model }: { readonly model: PageModel }) {
  const { engine, current } = model.store.snapshot.value;
  const remedy = model.remedy.value;
  const loading = engine.type === 'loading' && <Loading engine={engine} model={model} />;
  if (remedy && !current) {
    return (
      <Place>
        <div class="remedy-place">
          <RemedyBlock remedy={remedy} model={model} />
          {loading}
        </div>
      </Place>
    );
  }
  if (loading) return <Place>{loading}</Place>;
  return (
    <>
      <Stage model={model} />
      <Said model={model} />
      <NowTimeline model={model} />
    </>
  );
}

function Stage({ model }: { readonly model: PageModel }) {
  const { store } = model;
  const image = store.looking.value?.image;
  if (!image) {
    return (
      <div class="stage stage-hero">
        <div class="stage-note">
          <p>{emptyNote(store.snapshot.value)}</p>
          {lacksModel(store.snapshot.value) && (
            <p>
              <button type="button" class="button small" onClick={model.loadModel}>
                {words.value.now.loadModel}
              </button>
            </p>
          )}
        </div>
      </div>
    );
  }
  const boxes = store.looking.value?.boxes ?? [];
  const frame = { image, imageUrl: store.imageUrl, boxes, alt: words.value.now.frameAlt };
  return <VeiledFrame {...frame} veil={model.veil} size="hero" />;
}

/** The person ended its loading. */
const lacksModel = ({ mode, run, engine }: Snapshot): boolean =>
  run.type === 'running' && mode === 'work' && engine.type === 'none';

function emptyNote(snapshot: Snapshot): string {
  const { mode, run } = snapshot;
  const say = words.value.now;
  if (lacksModel(snapshot)) return say.noModel;
  if (run.type === 'idle' || run.type === 'paused') return say.noFrame;
  if (run.type === 'standby') return say.standby;
  return mode === 'observe' ? say.watching : say.next;
}

/** The answer as it streams; once the job is over also the alert, the counts and the like. Whole in the job's card. */
function Said({ model }: { readonly model: PageModel }) {
  const looking = model.store.looking.value;
  const { current } = model.store.snapshot.value;
  const result = looking?.finished?.result;
  const writing = looking !== undefined && !looking.finished && current?.job.id === looking.jobId;
  return (
    <ScrollBox class="said" label={words.value.now.answer} writing={writing}>
      <div class="said-text">
        {result && hasFinding(result) && (
          <div class="now-finding">
            <Finding result={result} withSentence={false} />
          </div>
        )}
        {(!result || sentenceOf(result) !== undefined) && (
          <p class="answer">
            {looking?.answer}
            {writing && <span class="caret" aria-hidden="true" />}
          </p>
        )}
      </div>
    </ScrollBox>
  );
}

function NowTimeline({ model }: { readonly model: PageModel }) {
  const { current } = model.store.snapshot.value;
  if (current) return <Timeline times={current.times} end="open" dialect={current.job.dialect} />;
  const finished = model.store.looking.value?.finished;
  if (!finished) return <Timeline end="over" />;
  const { job, times, result } = finished;
  const end: JobEnd = !result ? 'over' : job.dialect === 'E2' ? 'sent' : 'open';
  return <Timeline times={times} end={end} dialect={job.dialect} />;
}
