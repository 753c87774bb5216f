// The hero: the welcome, or work, with the buttons below.
import { useEffect } from 'preact/hooks';
import { atWork, loadAtWork } from '../atWork.ts';
import { cameraName } from '../cameraName.ts';
import { words } from '../language/language.ts';
import type { PageModel } from '../pageModel.ts';
import { Panel } from '../parts/Panel.tsx';
import { Welcome } from '../welcome/Welcome.tsx';
import { Controls } from './Controls.tsx';
import { Place } from './Place.tsx';

export function Now({ model }: { readonly model: PageModel }) {
  const started = model.started.value;
  useEffect(() => {
    if (started) loadAtWork().catch(() => {});
  }, [started]);
  const WorkBody = atWork.value?.WorkBody;
  return (
    <Panel title={words.value.now.title} class="now" aside={<NowCamera model={model} />}>
      {started && WorkBody ? <WorkBody model={model} /> : <Place>{!started && <Welcome model={model} />}</Place>}
      <Controls model={model} />
      <RemedyBelow model={model} />
    </Panel>
  );
}

/** While a job is in hand its frame keeps the hero's place, and what is below the buttons is not pushed aside unasked. */
function RemedyBelow({ model }: { readonly model: PageModel }) {
  const remedy = model.remedy.value;
  const RemedyBlock = atWork.value?.RemedyBlock;
  if (!RemedyBlock || !model.store.snapshot.value.current) return null;
  if (!remedy || model.remedyAsked.value !== remedy.reason) return null;
  return <RemedyBlock remedy={remedy} model={model} />;
}

/** Whose frame is shown. */
function NowCamera({ model }: { readonly model: PageModel }) {
  const looking = model.store.looking.value;
  const current = model.store.snapshot.value.current;
  if (!looking) return null;
  const job = looking.finished?.job ?? (current?.job.id === looking.jobId ? current.job : undefined);
  if (!job) return null;
  const camera = cameraName(job);
  const frames = job.frames.length;
  return <p class="quiet">{frames > 1 ? words.value.now.frameOf(camera, looking.frame + 1, frames) : camera}</p>;
}
