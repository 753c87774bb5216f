import type { PageModel } from '../pageModel.ts';
import { CopyBlock } from '../parts/CopyBlock.tsx';
import type { Remedy, RemedyAction } from './remedyOf.ts';
import type { RemedyStep } from './remedyWords.ts';

/** Where the state line's link leads. */
export const REMEDY_ID = 'remedy';
const TITLE_ID = `${REMEDY_ID}-title`;

interface RemedyBlockProps {
  readonly remedy: Remedy;
  readonly model: PageModel;
}

export function RemedyBlock({ remedy: { title, steps, actions }, model }: RemedyBlockProps) {
  return (
    // The link moves the keyboard's place here.
    <section id={REMEDY_ID} class="remedy" aria-labelledby={TITLE_ID} tabIndex={-1}>
      <h3 id={TITLE_ID}>{title}</h3>
      <ol>
        {steps.map((step) => (
          <Step key={step.text} step={step} model={model} />
        ))}
      </ol>
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
  switch (action) {
    case 'try-again':
      return (
        <button type="button" class="button small" onClick={model.checkConnection}>
          Try again
        </button>
      );
    case 'load-again':
      return (
        <button type="button" class="button small" onClick={model.loadModel}>
          Load again
        </button>
      );
    case 'settings':
      return (
        <button type="button" class="button small" onClick={() => model.showSettings(true)}>
          Settings
        </button>
      );
    default:
      return action satisfies never;
  }
}
