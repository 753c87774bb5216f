// The end of what the page keeps in this browser, each kind by its name.
import type { ClearableStore, KeptData, ModelShelf } from '../ports.ts';

export const KEPT_KINDS = ['models', 'results', 'totals', 'settings'] as const;
export type KeptKind = (typeof KEPT_KINDS)[number];

export interface ForgetPorts {
  readonly shelf: Pick<ModelShelf, 'list' | 'remove'>;
  readonly keptData: KeptData;
  readonly choices: ClearableStore;
  readonly tabStore: ClearableStore;
}

/** @returns what could not be removed, and why: sentences */
export async function forget(kinds: readonly KeptKind[], ports: ForgetPorts): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const kind of kinds) {
    try {
      problems.push(...(await forgetKind(kind, ports)));
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  return problems;
}

async function forgetKind(kind: KeptKind, { shelf, keptData, choices, tabStore }: ForgetPorts): Promise<string[]> {
  switch (kind) {
    case 'models': {
      const problems: string[] = [];
      for (const { modelId } of await shelf.list()) {
        const problem = await shelf.remove(modelId);
        if (problem) problems.push(`${modelId}: ${problem}`);
      }
      return problems;
    }
    case 'results':
      await keptData.forgetResults();
      return [];
    case 'totals':
      await keptData.forgetTotals();
      return [];
    case 'settings':
      choices.clear();
      tabStore.clear();
      return [];
    default:
      return kind satisfies never;
  }
}
