import type { Problem } from '../../worker/api.ts';
import { sayProblem } from '../language/problemWords.ts';
import type { PageModel } from '../pageModel.ts';
import { Caution } from '../parts/Caution.tsx';
import { hasRemedy, mayBeSettings } from '../remedy/remedyOf.ts';
import type { RemedyStep } from '../remedy/remedySteps.ts';
import { remedyWords } from '../remedy/remedyWords.ts';
import '../styles/remedy.css';
import { screenWords } from './screenWords.ts';

interface AttemptFailureProps {
  readonly problem: Problem;
  readonly model: PageModel;
  readonly again: () => void;
}

/** Steps for a relay are of no use here. */
const NOWHERE = { pageOrigin: '', relayUrl: 'http://localhost' };

/** What failed, what the worker says of it, and what to do: the same as for work. */
export function AttemptFailure({ problem, model, again }: AttemptFailureProps) {
  const { failures, again: againWord, settings } = screenWords.value;
  const message = sayProblem(problem, { host: model.relayHost.value });
  const reason = problem.reason === 'gpu-lost' ? 'gpu-failed' : problem.reason;
  const remedy = hasRemedy(reason) ? remedyWords(reason, NOWHERE) : undefined;
  const named: string | undefined = failures[problem.reason as keyof typeof failures];
  return (
    <Caution title={named ?? message}>
      {named && <p class="quiet">{message}</p>}
      {remedy && (
        <ol>
          {remedy.steps.map(({ text, code }: RemedyStep) => (
            <li key={text}>
              {text} {code && <code>{code}</code>}
            </li>
          ))}
        </ol>
      )}
      <p class="remedy-actions">
        <button type="button" class="button small" onClick={again}>
          {againWord}
        </button>
        {hasRemedy(reason) && mayBeSettings(reason) && (
          <button type="button" class="button small" onClick={() => model.showSettings(true)}>
            {settings}
          </button>
        )}
      </p>
    </Caution>
  );
}
