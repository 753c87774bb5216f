import type { Mode, Snapshot } from '../../worker/api.ts';
import { words } from '../language/language.ts';
import type { PageModel } from '../pageModel.ts';
import { Segmented } from '../parts/Segmented.tsx';

/** On a phone the buttons stay at the bottom of the screen: see controls.css. */
export function Controls({ model }: { readonly model: PageModel }) {
  const snapshot = model.store.snapshot.value;
  const { run } = snapshot;
  const say = words.value.now;
  const modes: readonly { readonly value: Mode; readonly label: string; readonly title: string }[] = [
    { value: 'observe', label: say.watch, title: say.watchTitle },
    { value: 'work', label: say.work, title: say.workTitle },
  ];
  const active = run.type === 'running' || run.type === 'stopping' || run.type === 'standby';
  return (
    <div class="controls">
      <div class="actions">
        <PrimaryButton label={active ? say.pause : say.start} act={active ? model.pause : model.start} />
        {model.started.value && (
          <button type="button" class="button" disabled={!canStopAfterJob(snapshot)} onClick={model.stopAfterJob}>
            {say.stopAfterJob}
          </button>
        )}
      </div>
      <Segmented legend={say.mode} name="mode" value={model.mode.value} options={modes} onChange={model.setMode} />
    </div>
  );
}

/** One button for both, so that the keyboard's focus stays; the second click of a double click does not undo the first. */
function PrimaryButton({ label, act }: { readonly label: string; readonly act: () => void }) {
  return (
    <button type="button" class="button primary" onClick={({ detail }) => detail < 2 && act()}>
      {label}
    </button>
  );
}

const canStopAfterJob = ({ run, mode, current }: Snapshot): boolean =>
  run.type === 'running' && (mode === 'work' || current !== undefined);
