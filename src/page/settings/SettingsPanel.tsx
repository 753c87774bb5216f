import { useEffect, useState } from 'preact/hooks';
import type { AwakeState } from '../keepAwake.ts';
import type { PageModel } from '../pageModel.ts';
import { CameraLines } from './CameraLines.tsx';
import { DeviceSelect } from './DeviceSelect.tsx';
import { CheckField, Field, TextField } from './Field.tsx';
import { ModelField } from './ModelField.tsx';
import { StoredModels } from './StoredModels.tsx';
import type { Settings, SettingsProblems } from './settings.ts';

interface FieldsProps {
  readonly model: PageModel;
  readonly draft: Settings;
  readonly problems: SettingsProblems;
  readonly change: (part: Partial<Settings>) => void;
}

/** A draft of the settings: nothing changes before Apply, and Apply waits until every field can be used. */
export function SettingsPanel({ model }: { readonly model: PageModel }) {
  const [draft, setDraft] = useState<Settings>(model.settings.value);
  const problems = model.check(draft);
  useEffect(() => model.modelFacts.refreshStored(), [model]);
  const usable = Object.keys(problems).length === 0;
  const fields = { model, draft, problems, change: (part: Partial<Settings>) => setDraft({ ...draft, ...part }) };
  return (
    <section id="settings" class="settings" aria-label="Settings">
      <form
        class="settings-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!usable) return;
          model.applySettings({ ...draft, mode: model.mode.peek() });
          model.showSettings(false);
        }}
      >
        <WhereFields {...fields} />
        <WhichFields {...fields} />
        <CameraLines
          cameras={draft.cameras}
          problem={problems.cameras}
          onChange={(cameras) => fields.change({ cameras })}
        />
        <div class="settings-actions">
          <button type="submit" class="button primary" disabled={!usable}>
            Apply
          </button>
          <button type="button" class="button" onClick={() => model.showSettings(false)}>
            Close
          </button>
          <p class="quiet">
            This worker’s id: <code>{model.workerId}</code>
          </p>
        </div>
      </form>
      <StoredModels model={model} />
    </section>
  );
}

/** Where the work comes from, and what does it. */
function WhereFields({ model, draft, problems, change }: FieldsProps) {
  return (
    <>
      <TextField
        id="relay"
        label="Relay address"
        problem={problems.relay}
        note="Where no path is given, /connect and /worker/connect are tried."
        inputMode="url"
        value={draft.relay}
        onChange={(relay) => change({ relay })}
      />
      <ModelField
        models={model.models}
        value={draft.modelId}
        problem={problems.modelId}
        onChange={(modelId) => change({ modelId })}
      />
      <Field id="device" label="Runs on" note="Automatic takes the GPU where there is one.">
        <DeviceSelect value={draft.device} onChange={(device) => change({ device })} />
      </Field>
    </>
  );
}

/** Which of the work is taken, and what may be done for it. */
function WhichFields({ model, draft, problems, change }: FieldsProps) {
  return (
    <>
      <TextField
        id="model-host"
        label="Model host"
        problem={problems.modelHost}
        note="A mirror of the Hugging Face Hub, where the Hub is out of reach. Empty: the Hub itself."
        inputMode="url"
        placeholder="https://huggingface.co"
        value={draft.modelHost}
        onChange={(modelHost) => change({ modelHost })}
      />
      <TextField
        id="services"
        label="Cameras to take"
        problem={problems.services}
        note="Service ids, separated by commas or spaces. Empty: all."
        placeholder="All"
        value={draft.services}
        onChange={(services) => change({ services })}
      />
      <TextField
        id="job-types"
        label="Job types"
        problem={problems.jobTypes}
        note="As the relay names them. Empty: all."
        placeholder="All"
        value={draft.jobTypes}
        onChange={(jobTypes) => change({ jobTypes })}
      />
      <CheckField
        id="single-frames"
        label="Single frames too"
        note="Relays that broadcast events send each frame and then its batch. The batch is looked at anyway."
        checked={draft.singleFrames}
        onChange={(singleFrames) => change({ singleFrames })}
      />
      <TextField
        id="still"
        label="Answer as before where nothing moved"
        problem={problems.stillThreshold}
        note="By how many steps of brightness, of 255, a part of a frame may change; 4 is a good start. 0: every job is looked at. Alerts always are."
        inputMode="decimal"
        placeholder="0"
        value={draft.stillThreshold}
        onChange={(stillThreshold) => change({ stillThreshold })}
      />
      <CheckField
        id="keep-awake"
        label="Keep this computer awake while it works"
        note={awakeNote(model.awake.value)}
        checked={draft.keepAwake}
        onChange={(keepAwake) => change({ keepAwake })}
      />
    </>
  );
}

function awakeNote(state: AwakeState): string {
  if (state === 'refused') return 'The browser refuses it at the moment; a low battery is a usual reason.';
  if (state === 'missing') return 'This browser does not offer it to this page.';
  return 'The screen stays on while this tab is in view.';
}
