import type { JobResult } from '../../protocol/result.ts';
import '../styles/finding.css';
import { alertOf, findingLines, sentenceOf } from './findingParts.ts';

interface FindingProps {
  readonly result: JobResult;
  /** NOW has the sentence elsewhere already. */
  readonly withSentence: boolean;
}

/** What a job found: an alert first, then the sentence, then what its task counted, read or told. */
export function Finding({ result, withSentence }: FindingProps) {
  const alert = alertOf(result);
  const sentence = withSentence ? sentenceOf(result) : undefined;
  const lines = findingLines(result);
  return (
    <>
      {alert && (
        <div class="alert" data-triggered={alert.triggered} role={alert.triggered ? 'note' : undefined}>
          <p class="alert-title">
            {alert.triggered && <AlertSign />}
            {alert.title}
          </p>
          <p>{alert.reason}</p>
        </div>
      )}
      {sentence && <p class="card-text">{sentence}</p>}
      {lines.length > 0 && (
        <dl class="finding">
          {lines.map(({ name, items }) => (
            <div key={name}>
              <dt>{name}</dt>
              {items.map((item, i) => (
                // Two equal texts may stand in one frame.
                <dd key={i}>{item}</dd>
              ))}
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

/** A shape besides the colour. */
const AlertSign = () => (
  <svg class="alert-sign" viewBox="0 0 16 16" aria-hidden="true">
    <path d="M8 1.2 15.4 14.4H.6Z" />
    <path class="alert-mark" d="M8 6v4M8 11.6v1.4" />
  </svg>
);
