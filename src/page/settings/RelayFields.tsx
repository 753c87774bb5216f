import { words } from '../language/language.ts';
import { Checkbox } from '../parts/Checkbox.tsx';
import type { DraftProps } from './draft.ts';
import { Field, TextField } from './Field.tsx';
import { Group } from './Group.tsx';
import { panelWords } from './panelWords.ts';
import { Select } from './Select.tsx';

const MODES = ['observe', 'work'] as const;

/** Where the work comes from, and which of it is taken. */
export function RelayFields({ draft, problems, change }: DraftProps) {
  const say = panelWords.value;
  const { names, values } = words.value.settings;
  return (
    <Group id="relay-title" title={say.relay}>
      <TextField
        id="relay"
        label={names.relay}
        problem={problems.relay}
        note={say.relayNote}
        inputMode="url"
        value={draft.relay}
        onChange={(relay) => change({ relay })}
      />
      <Field id="mode" label={names.mode} note={say.modeNote}>
        <Select
          id="mode"
          options={MODES.map((value) => ({ value, label: values[value] }))}
          value={draft.mode}
          onChange={(mode) => change({ mode })}
        />
      </Field>
      <TextField
        id="services"
        label={names.services}
        problem={problems.services}
        note={say.servicesNote}
        placeholder={say.all}
        value={draft.services}
        onChange={(services) => change({ services })}
      />
      <TextField
        id="job-types"
        label={names.jobTypes}
        problem={problems.jobTypes}
        note={say.jobTypesNote}
        placeholder={say.all}
        value={draft.jobTypes}
        onChange={(jobTypes) => change({ jobTypes })}
      />
      <Checkbox
        class="check"
        id="single-frames"
        label={names.singleFrames}
        note={say.singleFramesNote}
        checked={draft.singleFrames}
        onChange={(singleFrames) => change({ singleFrames })}
      />
    </Group>
  );
}
