// What is known of the chosen model before it is loaded: the gate's verdict, what is stored of it, and how fast it was here
// before. Asked anew when the choice changes, when a model was loaded, and when one was removed.
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Device } from '../vision/api.ts';
import type { EngineState } from '../worker/api.ts';
import type { GateQuestion, GateView, ModelGate, ModelShelf, SmallStore, StoredModel } from './ports.ts';
import type { Settings } from './settings/settings.ts';

export interface ModelFactsParts {
  readonly gate: ModelGate;
  readonly shelf: ModelShelf;
  readonly choices: SmallStore;
  readonly settings: ReadonlySignal<Settings>;
  readonly engine: ReadonlySignal<EngineState>;
}

export interface ModelFacts {
  /** Undefined until the GPU has been looked at. */
  readonly gate: ReadonlySignal<GateView | undefined>;
  /** Undefined until it is known. */
  readonly stored: ReadonlySignal<readonly StoredModel[] | undefined>;
  /** The verdict on a choice that is not made yet. */
  inspect(choice: Pick<Settings, 'modelId' | 'device' | 'dtype'>): Promise<GateView>;
  refreshStored(): void;
  /** @returns why it could not be removed: a sentence */
  removeStored(modelId: string): Promise<string | undefined>;
}

export function createModelFacts({ gate, shelf, choices, settings, engine }: ModelFactsParts): ModelFacts {
  const view = signal<GateView | undefined>(undefined);
  const stored = signal<readonly StoredModel[] | undefined>(undefined);
  /** Answers may overtake each other; the one to the newest question counts. */
  let question = 0;

  const inspect = (
    { modelId, device, dtype }: Pick<Settings, 'modelId' | 'device' | 'dtype'>,
    shelved = stored.peek(),
  ): Promise<GateView> => {
    const here = shelved?.find((model) => model.modelId === modelId);
    const wish = { ...(dtype !== 'auto' && { dtype }), ...(here && { stored: here }) };
    return gate.inspect({ modelId, device, ...wish, secondsPerFrame: recallSeconds(choices, modelId) });
  };

  async function refresh(): Promise<void> {
    // A browser that allows no storage has none to show.
    stored.value = await shelf.list().catch(() => []);
  }

  effect(() => {
    question += 1;
    const asked = question;
    inspect(settings.value, stored.value)
      .then((answer) => {
        if (asked === question) view.value = answer;
      })
      // The gate answers everything that it expects; a bug in it must not keep the page from starting.
      .catch(() => {});
  });
  effect(() => {
    const { value } = engine;
    if (value.type !== 'ready') return;
    choices.set(keyOf(value.modelId, value.device), String(value.selfTest.secondsPerFrame));
    void refresh();
  });
  void refresh();

  return {
    gate: view,
    stored,
    inspect,
    refreshStored: () => void refresh(),
    async removeStored(modelId) {
      const problem = await shelf.remove(modelId);
      await refresh();
      return problem;
    },
  };
}

const keyOf = (modelId: string, device: Device): string => `seconds-per-frame ${modelId} ${device}`;

function recallSeconds(choices: SmallStore, modelId: string): GateQuestion['secondsPerFrame'] & object {
  const recall = (device: Device): number => Number(choices.get(keyOf(modelId, device)));
  const [webgpu, wasm] = [recall('webgpu'), recall('wasm')];
  return { ...(webgpu > 0 && { webgpu }), ...(wasm > 0 && { wasm }) };
}
