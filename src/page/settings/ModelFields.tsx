import { useEffect, useState } from 'preact/hooks';
import { words } from '../language/language.ts';
import type { GateView } from '../ports.ts';
import { nameOf, sayDownload, sayObstacle } from '../welcome/gateWords.ts';
import { sayNumber } from '../words.ts';
import type { DraftProps } from './draft.ts';
import { Field, TextField } from './Field.tsx';
import { AUTO_PIXELS, FRAME_PIXELS, visionTokens } from './framePixels.ts';
import { Group } from './Group.tsx';
import { ModelField } from './ModelField.tsx';
import { panelWords } from './panelWords.ts';
import { Select } from './Select.tsx';

const DEVICES = ['auto', 'webgpu', 'wasm'] as const;

/** Which model looks, from where it comes and on what it runs. */
export function ModelFields(props: DraftProps) {
  const { model, draft, problems, change } = props;
  const say = panelWords.value;
  const { names, values } = words.value.settings;
  const gate = useGate(props);
  const obstacle = gate?.obstacle && sayObstacle(gate.obstacle, nameOf(model.models, draft.modelId));
  const ofDtype = gate?.obstacle?.reason === 'no-f16' || gate?.obstacle?.reason === 'no-dtype';
  return (
    <Group id="model-title" title={say.model}>
      <ModelField
        models={model.models}
        value={draft.modelId}
        problem={problems.modelId}
        warning={ofDtype ? undefined : obstacle?.message}
        // What one model comes in, another may not.
        onChange={(modelId) => change({ modelId, dtype: 'auto' })}
      />
      <Field id="device" label={names.device} note={say.deviceNote}>
        <Select
          id="device"
          options={DEVICES.map((value) => ({ value, label: values[value] }))}
          value={draft.device}
          onChange={(device) => change({ device })}
        />
      </Field>
      <Field
        id="dtype"
        label={names.dtype}
        problem={ofDtype ? obstacle?.message : undefined}
        note={gate ? say.dtypeNote(sayDownload(gate)) : say.dtypeLooking}
      >
        <Select
          id="dtype"
          options={dtypeOptions(gate, draft.dtype)}
          value={draft.dtype}
          onChange={(dtype) => change({ dtype })}
        />
      </Field>
      <Field id="frame-pixels" label={names.framePixels} note={say.framePixelsNote}>
        <Select
          id="frame-pixels"
          options={sizeOptions(model.models.find(({ id }) => id === draft.modelId)?.tokenSide)}
          value={draft.framePixels}
          onChange={(framePixels) => change({ framePixels })}
        />
      </Field>
      <TextField
        id="model-host"
        label={names.modelHost}
        problem={problems.modelHost}
        note={say.modelHostNote}
        inputMode="url"
        placeholder="https://huggingface.co"
        value={draft.modelHost}
        onChange={(modelHost) => change({ modelHost })}
      />
    </Group>
  );
}

/** The verdict on what is chosen here and not applied yet; undefined until it is there. */
function useGate({ model, draft: { modelId, device, dtype } }: DraftProps): GateView | undefined {
  const [gate, setGate] = useState<GateView>();
  useEffect(() => {
    let asked = true;
    model.modelFacts
      .inspect({ modelId, device, dtype })
      .then((view) => asked && setGate(view))
      // As on the first screen: a gate that is broken keeps nobody from choosing.
      .catch(() => {});
    return () => {
      asked = false;
    };
  }, [model, modelId, device, dtype]);
  return gate?.modelId === modelId ? gate : undefined;
}

/** One that was chosen for another model stays in the list, so that it is seen. */
function dtypeOptions(gate: GateView | undefined, chosen: DraftProps['draft']['dtype']) {
  const auto = {
    value: 'auto' as const,
    label: gate ? panelWords.value.autoDtype(gate.autoDtype) : words.value.settings.values.auto,
  };
  const offered = [...new Set([...(gate?.dtypes ?? []), ...(chosen === 'auto' ? [] : [chosen])])];
  return [auto, ...offered.map((value) => ({ value, label: value }))];
}

function sizeOptions(tokenSide: number | undefined) {
  const say = panelWords.value;
  const labelOf = (pixels: number): string =>
    say.frameSize(sayNumber(pixels), sayNumber(visionTokens(pixels, tokenSide)));
  return [
    { value: '', label: say.autoFrameSize(labelOf(AUTO_PIXELS)) },
    ...FRAME_PIXELS.map((value) => ({ value: value as string, label: labelOf(Number(value)) })),
  ];
}
