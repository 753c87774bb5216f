import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { DeviceChoice } from '../../vision/api.ts';
import type { PageModel } from '../pageModel.ts';
import { capital } from '../words.ts';
import type { Settings } from './settings.ts';

const DEVICES: readonly { readonly value: DeviceChoice; readonly label: string }[] = [
  { value: 'auto', label: 'Automatic' },
  { value: 'webgpu', label: 'GPU (WebGPU)' },
  { value: 'wasm', label: 'Processor (wasm), slower' },
];

/** A draft of the settings: nothing changes before Apply, and Apply waits until every field can be used. */
export function SettingsPanel({ model }: { readonly model: PageModel }) {
  const [draft, setDraft] = useState<Settings>(model.settings.value);
  const problems = model.check(draft);
  const usable = Object.keys(problems).length === 0;
  const change = (part: Partial<Settings>) => setDraft({ ...draft, ...part });
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
        <Field id="relay" label="Relay address" problem={problems.relay}>
          <input
            id="relay"
            type="text"
            inputMode="url"
            autoComplete="off"
            spellcheck={false}
            value={draft.relay}
            aria-invalid={problems.relay !== undefined}
            aria-describedby="relay-note"
            onInput={(event) => change({ relay: event.currentTarget.value })}
          />
        </Field>
        <Field id="model" label="Model" problem={problems.modelId} note={noteOf(model, draft.modelId)}>
          <ModelSelect model={model} value={draft.modelId} onChange={(modelId) => change({ modelId })} />
        </Field>
        <Field id="device" label="Runs on" note="Automatic takes the GPU where there is one.">
          <select
            id="device"
            aria-describedby="device-note"
            value={draft.device}
            onChange={(event) => {
              const chosen = DEVICES[event.currentTarget.selectedIndex];
              if (chosen) change({ device: chosen.value });
            }}
          >
            {DEVICES.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </Field>
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
    </section>
  );
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly problem?: string | undefined;
  readonly note?: string | undefined;
  readonly children: ComponentChildren;
}

function Field({ id, label, problem, note, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      <p id={`${id}-note`} class={problem ? 'problem' : 'quiet'} aria-live="polite">
        {problem ?? note}
      </p>
    </div>
  );
}

interface ModelSelectProps {
  readonly model: PageModel;
  readonly value: string;
  readonly onChange: (modelId: string) => void;
}

function ModelSelect({ model, value, onChange }: ModelSelectProps) {
  const known = model.models.some(({ id }) => id === value);
  return (
    <select
      id="model"
      aria-describedby="model-note"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {model.models.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      {!known && <option value={value}>{value}</option>}
    </select>
  );
}

const noteOf = (model: PageModel, modelId: string): string =>
  capital(model.models.find(({ id }) => id === modelId)?.note ?? '');
