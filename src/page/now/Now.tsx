// The hero: welcome, loading list or frame, with the answer, the job's way and the buttons below.
import type { ComponentChildren } from 'preact';
import type { Snapshot } from '../../worker/api.ts';
import { FrameView } from '../boxes/FrameView.tsx';
import { cameraName } from '../cameraName.ts';
import type { PageModel } from '../pageModel.ts';
import { Panel } from '../parts/Panel.tsx';
import { RemedyBlock } from '../remedy/RemedyBlock.tsx';
import { Controls } from './Controls.tsx';
import { LoadingFiles } from './LoadingFiles.tsx';
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
  const loading = engine.type === 'loading' && <LoadingFiles engine={engine} />;
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
        <p class="stage-note">{emptyNote(store.snapshot.value)}</p>
      </div>
    );
  }
  const boxes = store.looking.value?.boxes ?? [];
  return <FrameView src={store.imageUrl(image)} alt="The frame that is looked at" boxes={boxes} size="hero" />;
}

function emptyNote({ mode, run }: Snapshot): string {
  if (run.type === 'idle' || run.type === 'paused') return 'No frame. Start goes on.';
  if (run.type === 'standby') return 'The frames of the tab that works are shown here.';
  return mode === 'observe'
    ? 'Watching takes no jobs, so no frame comes here. Each job that is offered is in the log below.'
    : 'The next frame will be shown here.';
}

function AnswerLine({ model }: { readonly model: PageModel }) {
  const looking = model.store.looking.value;
  const { current } = model.store.snapshot.value;
  const writing = looking !== undefined && !looking.finished && current?.job.id === looking.jobId;
  return (
    <p class="answer" data-writing={writing}>
      {looking?.answer}
      {writing && <span class="caret" aria-hidden="true" />}
    </p>
  );
}

function NowTimeline({ model }: { readonly model: PageModel }) {
  const { current } = model.store.snapshot.value;
  if (current) return <Timeline times={current.times} end="open" dialect={current.job.dialect} />;
  const finished = model.store.looking.value?.finished;
  if (!finished) return <Timeline end="over" />;
  const { job, times, failed } = finished;
  const end: JobEnd = failed ? 'over' : job.dialect === 'E2' ? 'sent' : 'open';
  return <Timeline times={times} end={end} dialect={job.dialect} />;
}
