// The settings of the link that the page was opened by. They hold for this visit, and are shown until the person uses them, by
// Start or by name, or ignores them. What was used once is not asked again by the same link.
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ModelChoice, PageAddress, SmallStore } from '../ports.ts';
import { LINKED, NAMES, readSettings, type Settings } from './settings.ts';
import { bareUrl, type LinkAsk, linkAsks, linkText } from './settingsLink.ts';

export interface LinkOffer {
  /** What is still to be used or ignored. */
  readonly asks: ReadonlySignal<readonly LinkAsk[]>;
  use(): void;
  ignore(): void;
}

export interface LinkOfferParts {
  readonly pageUrl: string;
  readonly choices: SmallStore;
  readonly models: readonly ModelChoice[];
  readonly address: PageAddress;
  readonly settings: Signal<Settings>;
}

const KEY = 'used-link';

export function createLinkOffer({ pageUrl, choices, models, address, settings }: LinkOfferParts): LinkOffer {
  const text = linkText(pageUrl);
  const linked = settings.peek();
  const without = readSettings(bareUrl(pageUrl), choices, models);
  const answered = signal(text === '' || choices.get(KEY) === text);
  return {
    asks: computed(() => {
      if (answered.value) return [];
      // What the person has changed since then is their own.
      return linkAsks(pageUrl, without, settings.value).filter(({ key, asks }) => asks === linked[key]);
    }),
    use() {
      if (answered.peek()) return;
      choices.set(KEY, text);
      answered.value = true;
    },
    ignore() {
      if (answered.peek()) return;
      answered.value = true;
      // A reload would ask again.
      address.drop(LINKED.map((key) => NAMES[key]));
      const own = LINKED.filter((key) => settings.peek()[key] === linked[key]).map((key) => [key, without[key]]);
      settings.value = { ...settings.peek(), ...Object.fromEntries(own) };
    },
  };
}
