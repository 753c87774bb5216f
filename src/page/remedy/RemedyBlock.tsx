import '../styles/remedy.css';
import type { PageModel } from '../pageModel.ts';
import { CopyBlock } from '../parts/CopyBlock.tsx';
import { askForRemedy } from './askForRemedy.ts';
import { REMEDY_ID } from './remedyId.ts';
import type { Remedy, RemedyAction } from './remedyOf.ts';
import type { RemedyStep } from './remedySteps.ts';
import { remedyTexts, remedyWords } from './remedyWords.ts';

const TITLE_ID = `${REMEDY_ID}-title`;

export interface RemedyBlockProps {
  readonly remedy: Remedy;
  readonly model: PageModel;
}

export function RemedyBlock({ remedy: { reason, places, actions }, model }: RemedyBlockProps) {
  const { title, steps } = remedyWords(reason, places);
  const asked = model.remedyAsked.value === reason;
  return (
    <section id={REMEDY_ID} class="remedy" data-asked={asked} aria-labelledby={TITLE_ID} tabIndex={-1}>
      <h3 id={TITLE_ID}>{title}</h3>
      <ol>
        {steps.map((step) => (
          <Step key={step.text} step={step} model={model} />
        ))}
      </ol>
      {!asked && steps.length > 1 && (
        <button type="button" class="button small remedy-ask" onClick={() => askForRemedy(model)}>
          {remedyTexts.value.allSteps}
        </button>
      )}
      {actions.length > 0 && (
        <p class="remedy-actions">
          {actions.map((action) => (
            <ActionButton key={action} action={action} model={model} />
          ))}
        </p>
      )}
    </section>
  );
}

function Step({ step: { text, code, link }, model }: { readonly step: RemedyStep; readonly model: PageModel }) {
  return (
    <li>
      {text}
      {link && (
        <>
          {' '}
          <a href={link} target="_blank" rel="noreferrer">
            {link}
          </a>
        </>
      )}
      {code && <CopyBlock text={code} copy={model.textExport.copy} />}
    </li>
  );
}

function ActionButton({ action, model }: { readonly action: RemedyAction; readonly model: PageModel }) {
  const { tryAgain, loadAgain, settings } = remedyTexts.value;
  switch (action) {
    case 'try-again':
      return (
        <button type="button" class="button small" onClick={model.checkConnection}>
          {tryAgain}
        </button>
      );
    case 'load-again':
      return (
        <button type="button" class="button small" onClick={model.loadModel}>
          {loadAgain}
        </button>
      );
    case 'settings':
      return (
        <button type="button" class="button small" onClick={() => model.showSettings(true)}>
          {settings}
        </button>
      );
    default:
      return action satisfies never;
  }
}
