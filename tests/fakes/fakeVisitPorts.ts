import { signal } from '@preact/signals';
import type { Language } from '../../src/page/language/language.ts';
import type { LanguageChoice } from '../../src/page/language/languageChoice.ts';
import type { KeptData, PageAddress } from '../../src/page/ports.ts';

export interface FakeVisitPorts {
  readonly keptData: KeptData;
  readonly address: PageAddress & {
    /** Parameters that were taken out, in that order. */
    readonly dropped: readonly string[];
    readonly reloads: number;
  };
  readonly languageChoice: LanguageChoice;
  /** What was forgotten, in that order. */
  readonly forgotten: readonly ('results' | 'totals')[];
}

/** What the first visit and the last one need: an address bar, things that are kept, a language that is English. */
export function createFakeVisitPorts(waitingResults = 2): FakeVisitPorts {
  const forgotten: ('results' | 'totals')[] = [];
  const dropped: string[] = [];
  let results = waitingResults;
  let reloads = 0;
  const language = signal<Language>('en');
  return {
    forgotten,
    keptData: {
      countResults: async () => results,
      async forgetResults() {
        forgotten.push('results');
        results = 0;
      },
      forgetTotals: async () => void forgotten.push('totals'),
    },
    address: {
      dropped,
      get reloads() {
        return reloads;
      },
      drop: (names) => void dropped.push(...names),
      reload: () => void reloads++,
    },
    languageChoice: {
      language,
      async choose(next) {
        language.value = next;
      },
    },
  };
}
