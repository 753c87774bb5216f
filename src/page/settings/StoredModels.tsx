import { useState } from 'preact/hooks';
import { saySize } from '../../platform/saySize.ts';
import type { PageModel } from '../pageModel.ts';
import type { StoredModel } from '../ports.ts';

/** What is stored of models in this browser, each with its way out. */
export function StoredModels({ model }: { readonly model: PageModel }) {
  const stored = model.modelFacts.stored.value;
  return (
    <section class="stored" aria-labelledby="stored-title">
      <h3 id="stored-title">Stored models</h3>
      {stored === undefined || stored.length === 0 ? (
        <p class="quiet">{stored ? 'None yet.' : 'Looking …'}</p>
      ) : (
        <ul>
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
        {!complete && ', not whole yet'}
      </span>
      {step.type === 'sure' ? (
        <span class="stored-sure">
          <span>Remove {saySize(bytes)}? It must be downloaded again to be used.</span>
          <button type="button" class="button small" onClick={() => void remove()}>
            Remove {name}
          </button>
          <button type="button" class="button small" onClick={() => setStep({ type: 'rest' })}>
            Keep it
          </button>
        </span>
      ) : (
        <button
          type="button"
          class="button small"
          aria-label={`Remove ${name} …`}
          disabled={step.type === 'removing'}
          onClick={() => setStep({ type: 'sure' })}
        >
          Remove …
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
