// Tells the person of a trouble while nobody looks at the page: once, and only where they asked for it.
import { effect } from '@preact/signals';
import { words } from '../language/language.ts';
import type { LimitsModel } from '../limits/limitsModel.ts';
import type { Computer } from '../ports.ts';
import type { Store } from '../store.ts';
import { NOTHING, troubleOf, watchTrouble } from './trouble.ts';

export interface NotifyParts {
  readonly store: Pick<Store, 'snapshot' | 'story' | 'nowMs'>;
  readonly limits: Pick<LimitsModel, 'choices' | 'facts'>;
  /** Undefined where the browser has none. */
  readonly notifier: Computer['notifier'];
}

export function notifyTroubles({ store, limits, notifier }: NotifyParts): void {
  if (!notifier) return;
  let known = NOTHING;
  let close = () => {};
  effect(() => {
    const trouble = troubleOf(store.snapshot.value, store.story.value);
    const { watched, tell } = watchTrouble(known, trouble, store.nowMs.value, limits.facts.value.hidden === true);
    known = watched;
    if (!trouble) {
      // Over: what it says is not so any more.
      close();
      close = () => {};
    } else if (tell && limits.choices.value.notify && notifier.access() === 'granted') {
      const { stoppedTitle, relayTitle } = words.value.limits;
      close = notifier.show(trouble.type === 'relay' ? relayTitle : stoppedTitle, trouble.message);
    }
  });
}
