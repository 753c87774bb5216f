import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { units } from '../language/units.ts';
import type { StateSentence } from '../stateSentence.ts';

interface StateLineProps {
  readonly sentence: ReadonlySignal<StateSentence>;
  /** Follows the sentence as its last words. */
  readonly children?: ComponentChildren;
}

/**
 * The sentence for the eye, with figures that tick, and a second one for screen readers that only changes when there is
 * something new to say, or another language to say it in: a live region that counts seconds down would never fall silent.
 */
export function StateLine({ sentence, children }: StateLineProps) {
  const { locale } = units.value;
  const said = useRef({ locale, ...sentence.value });
  const { topic, tone, text } = sentence.value;
  if (said.current.topic !== topic || said.current.locale !== locale) said.current = { locale, ...sentence.value };
  return (
    <div class="state" data-tone={tone}>
      <span class="dot" aria-hidden="true" />
      <div class="state-text">
        <p id="state">{text}</p>
        {children}
      </div>
      <p class="unseen" role="status" aria-live="polite">
        {said.current.text}
      </p>
    </div>
  );
}
