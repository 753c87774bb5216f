// The hero: welcome, loading list or frame, with the answer, the job's way and the buttons below.
import type { ComponentChildren } from 'preact';
import type { Snapshot } from '../../worker/api.ts';
import { FrameView } from '../boxes/FrameView.tsx';
import { cameraName } from '../cameraName.ts';
import { Finding } from '../finding/Finding.tsx';
import { findingLines, sentenceOf } from '../finding/findingParts.ts';
import type { PageModel } from '../pageModel.ts';
import { Panel } from '../parts/Panel.tsx';
import { RemedyBlock } from '../remedy/RemedyBlock.tsx';
import { Controls } from './Controls.tsx';
import { Loading } from './Loading.tsx';
import { Timeline } from './Timeline.tsx';
import type { JobEnd } from './timeline.ts';
import { Welcome } from './Welcome.tsx';

export function Now({ model }: { readonly model: PageModel }) {
  return (
    <Panel title="Now" class="now" aside={<NowCamera model={model} />}>
      <Body model={model} />
      <Controls model={model} />
      <RemedyBelow model={model} />
    </Panel>
  );
}

/** While a job is in hand its frame keeps the hero's place. */
function RemedyBelow({ model }: { readonly model: PageModel }) {
  const remedy = model.remedy.value;
  return remedy && model.store.snapshot.value.current ? <RemedyBlock remedy={remedy} model={model} /> : null;
}

/** Whose frame is shown. */
function NowCamera({ model }: { readonly model: PageModel }) {
  const looking = model.store.looking.value;
  const current = model.store.snapshot.value.current;
  if (!looking) return null;
  const job = looking.finished?.job ?? (current?.job.id === looking.jobId ? current.job : undefined);
  if (!job) return null;
  const which = job.frames.length > 1 ? `, frame ${looking.frame + 1} of ${job.frames.length}` : '';
  return (
    <p class="quiet">
      {cameraName(job)}
      {which}
    </p>
  );
}

function Body({ model }: { readonly model: PageModel }) {
  const { engine, current } = model.store.snapshot.value;
  const remedy = model.remedy.value;
  const loading = engine.type === 'loading' && <Loading engine={engine} model={model} />;
  if (!model.started.value) return <Place content={<Welcome model={model} />} />;
  if (remedy && !current) {
    const content = (
      <div class="remedy-place">
        <RemedyBlock remedy={remedy} model={model} />
        {loading}
      </div>
    );
    return <Place content={content} />;
  }
  if (loading) return <Place content={loading} />;
  return (
    <>
      <Stage model={model} />
      <AnswerLine model={model} />
      <NowFinding model={model} />
      <NowTimeline model={model} />
    </>
  );
}

/** Takes as much room as frame, answer and timeline, for what stands there before them. */
const Place = ({ content }: { readonly content: ComponentChildren }) => <div class="now-place">{content}</div>;

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
                Load the model
              </button>
            </p>
          )}
        </div>
      </div>
    );
  }
  const boxes = store.looking.value?.boxes ?? [];
  return <FrameView src={store.imageUrl(image)} alt="The frame that is looked at" boxes={boxes} size="hero" />;
}

/** The person ended its loading. */
const lacksModel = ({ mode, run, engine }: Snapshot): boolean =>
  run.type === 'running' && mode === 'work' && engine.type === 'none';

function emptyNote(snapshot: Snapshot): string {
  const { mode, run } = snapshot;
  if (lacksModel(snapshot)) return 'No model is loaded. What has arrived of it stays on this computer.';
  if (run.type === 'idle' || run.type === 'paused') return 'No frame. Start goes on.';
  if (run.type === 'standby') return 'The frames of the tab that works are shown here.';
  return mode === 'observe'
    ? 'Watching takes no jobs, so no frame comes here. Each job that is offered is in the log below.'
    : 'The next frame will be shown here.';
}

function AnswerLine({ model }: { readonly model: PageModel }) {
  const looking = model.store.looking.value;
  const { current } = model.store.snapshot.value;
  const result = looking?.finished?.result;
  // The lines below say the same.
  if (result && sentenceOf(result) === undefined) return null;
  const writing = looking !== undefined && !looking.finished && current?.job.id === looking.jobId;
  return (
    <p class="answer" data-writing={writing}>
      {looking?.answer}
      {writing && <span class="caret" aria-hidden="true" />}
    </p>
  );
}

/** The alert, the counts and the like, once the job is over. */
function NowFinding({ model }: { readonly model: PageModel }) {
  const result = model.store.looking.value?.finished?.result;
  if (!result || (!result.alert && findingLines(result).length === 0)) return null;
  return (
    <div class="now-finding">
      <Finding result={result} withSentence={false} />
    </div>
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
