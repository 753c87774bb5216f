import { useState } from 'preact/hooks';
import type { PageModel } from '../pageModel.ts';
import type { StoredModel } from '../ports.ts';
import { saySize } from '../words.ts';
import { panelWords } from './panelWords.ts';

/** What is stored of models in this browser, each with its way out. */
export function StoredModels({ model }: { readonly model: PageModel }) {
  const stored = model.modelFacts.stored.value;
  const say = panelWords.value;
  return (
    <section class="settings-part stored" aria-labelledby="stored-title">
      <h3 id="stored-title">{say.stored}</h3>
      {stored === undefined || stored.length === 0 ? (
        <p class="quiet">{stored ? say.noneStored : say.looking}</p>
      ) : (
        <ul class="settings-lines">
          {stored.map((one) => (
            <StoredLine key={one.modelId} stored={one} model={model} />
          ))}
        </ul>
      )}
    </section>
  );
}

type Step = { readonly type: 'rest' | 'sure' | 'removing' } | { readonly type: 'problem'; readonly message: string };

/** Remove asks back in its own place: no window opens over the page. */
function StoredLine({ stored, model }: { readonly stored: StoredModel; readonly model: PageModel }) {
  const { modelId, bytes, complete } = stored;
  const say = panelWords.value;
  const [step, setStep] = useState<Step>({ type: 'rest' });
  const name = model.models.find(({ id }) => id === modelId)?.name ?? modelId;
  const remove = async (): Promise<void> => {
    setStep({ type: 'removing' });
    const problem = await model.modelFacts.removeStored(modelId);
    setStep(problem ? { type: 'problem', message: problem } : { type: 'rest' });
  };
  return (
    <li>
      <span class="stored-name">{name}</span>
      <span class="quiet">
        {saySize(bytes)}
        {!complete && `, ${say.notWhole}`}
      </span>
      {step.type === 'sure' ? (
        <span class="settings-sure">
          <span>{say.removeAsk(saySize(bytes))}</span>
          <button type="button" class="button small" onClick={() => void remove()}>
            {say.removeModel(name)}
          </button>
          <button type="button" class="button small" onClick={() => setStep({ type: 'rest' })}>
            {say.keepIt}
          </button>
        </span>
      ) : (
        <button
          type="button"
          class="button small"
          aria-label={say.removeModelEtc(name)}
          disabled={step.type === 'removing'}
          onClick={() => setStep({ type: 'sure' })}
        >
          {say.removeEtc}
        </button>
      )}
      {step.type === 'problem' && (
        <p class="problem" role="alert">
          {step.message}
        </p>
      )}
    </li>
  );
}
