import type { ReadonlySignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { StateSentence } from '../stateSentence.ts';

/**
 * The sentence for the eye, with figures that tick, and a second one for screen readers that only changes when there is
 * something new to say: a live region that counts seconds down would never fall silent.
 */
export function StateLine({ sentence }: { readonly sentence: ReadonlySignal<StateSentence> }) {
  const said = useRef(sentence.value);
  const { topic, tone, text } = sentence.value;
  if (said.current.topic !== topic) said.current = sentence.value;
  return (
    <div class="state" data-tone={tone}>
      <span class="dot" aria-hidden="true" />
      <p id="state">{text}</p>
      <p class="unseen" role="status" aria-live="polite">
        {said.current.text}
      </p>
    </div>
  );
}
