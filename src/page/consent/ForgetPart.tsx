import { useEffect, useState } from 'preact/hooks';
import type { PageModel } from '../pageModel.ts';
import { panelWords } from '../settings/panelWords.ts';
import { sayNumber, saySize } from '../words.ts';
import { KEPT_KINDS, type KeptKind } from './forget.ts';

type Step =
  | { readonly type: 'rest' | 'sure' | 'going' }
  | { readonly type: 'done'; readonly problems: readonly string[] };

/** All that this browser keeps for the page, each kind by its name. What is ticked goes, after asking back. */
export function ForgetPart({ model }: { readonly model: PageModel }) {
  const [chosen, setChosen] = useState<readonly KeptKind[]>(KEPT_KINDS);
  const [step, setStep] = useState<Step>({ type: 'rest' });
  const names = useKeptNames(model, step);
  const say = panelWords.value;
  const toggle = (kind: KeptKind): void => {
    setStep({ type: 'rest' });
    setChosen(KEPT_KINDS.filter((one) => chosen.includes(one) !== (one === kind)));
  };
  const forget = async (): Promise<void> => {
    setStep({ type: 'going' });
    setStep({ type: 'done', problems: await model.forget(chosen) });
    model.modelFacts.refreshStored();
  };
  return (
    <fieldset class="forget">
      <legend>{say.forget}</legend>
      <p class="quiet">{say.forgetNote}</p>
      {KEPT_KINDS.map((kind) => (
        <label key={kind} class="forget-kind">
          <input type="checkbox" checked={chosen.includes(kind)} onChange={() => toggle(kind)} />
          <span>{names[kind]}</span>
        </label>
      ))}
      {step.type === 'sure' ? (
        <p class="settings-sure">
          <span>{say.forgetAsk(chosen.map((kind) => names[kind]).join('; '))}</span>
          <button type="button" class="button small" onClick={() => void forget()}>
            {say.forgetNow}
          </button>
          <button type="button" class="button small" onClick={() => setStep({ type: 'rest' })}>
            {say.keep}
          </button>
        </p>
      ) : (
        <p>
          <button
            type="button"
            class="button small"
            disabled={chosen.length === 0 || step.type === 'going'}
            onClick={() => setStep({ type: 'sure' })}
          >
            {say.forgetEtc}
          </button>
        </p>
      )}
      <div role="status">
        {step.type === 'done' && (step.problems.length === 0 ? <p>{say.forgotten}</p> : null)}
        {step.type === 'done' &&
          step.problems.map((problem) => (
            <p key={problem} class="problem">
              {problem}
            </p>
          ))}
      </div>
    </fieldset>
  );
}

/** Each kind with how much there is of it, as far as that is known. */
function useKeptNames({ modelFacts, keptData }: PageModel, step: Step): { readonly [K in KeptKind]: string } {
  const [results, setResults] = useState<number>();
  useEffect(() => {
    // A browser that forbids storage keeps none.
    keptData.countResults().then(setResults, () => setResults(0));
  }, [keptData, step]);
  const { kept } = panelWords.value;
  const stored = modelFacts.stored.value ?? [];
  const bytes = stored.reduce((sum, one) => sum + one.bytes, 0);
  return {
    models: kept.models(sayNumber(stored.length), saySize(bytes)),
    results: kept.results(results === undefined ? '…' : sayNumber(results)),
    totals: kept.totals,
    settings: kept.settings,
  };
}
