// A tab that was discarded, crashed or reloaded comes back to what it did: to work that a click in this tab had begun, with
// the settings of then. What is kept for that lives in sessionStorage, which is the tab's own and survives all three.
import type { ModelChoice, SmallStore } from '../ports.ts';
import { readSettings, rememberChanges, type Settings } from '../settings/settings.ts';
import { bareUrl } from '../settings/settingsLink.ts';

/** Where a run is kept, when it was begun again by itself, and that its reload was asked for. */
const KEYS = { run: 'run', again: 'run-again', update: 'run-update' } as const;
/** A page that breaks down at once must not start for ever. */
const MAX_STARTS = 3;
const WITHIN_MS = 600_000;

export type Return =
  | { readonly type: 'none' }
  | { readonly type: 'again'; readonly reason: 'discarded' | 'reloaded' | 'updated'; readonly settings: Settings }
  /** It came back so often that a person has to look. */
  | { readonly type: 'too-often' };

/** How the page that is here now came to be. */
export interface Arrival {
  readonly pageUrl: string;
  readonly atMs: number;
  /** Of the browser's navigation timing: `reload`, `navigate`, … */
  readonly navigation: string;
  /** `document.wasDiscarded` */
  readonly wasDiscarded: boolean;
}

/** Keeps what runs, or with undefined that nothing does, for the page that comes next in this tab. */
export function keepRun(tab: SmallStore, pageUrl: string, settings: Settings | undefined): void {
  tab.set(KEYS.run, settings ? JSON.stringify({ path: pathOf(pageUrl), choices: choicesOf(settings, pageUrl) }) : '');
}

/** The reload that follows is a person's wish, and no sign of a page that breaks down. */
export const announceUpdate = (tab: SmallStore): void => tab.set(KEYS.update, 'yes');

/** Asked once, when the page has come; one that starts again is counted. */
export function readReturn(tab: SmallStore, arrival: Arrival, models: readonly ModelChoice[]): Return {
  const { pageUrl, atMs } = arrival;
  const updated = tab.get(KEYS.update) === 'yes';
  tab.set(KEYS.update, '');
  const choices = keptChoices(tab.get(KEYS.run), arrival);
  keepRun(tab, pageUrl, undefined);
  if (!choices) return { type: 'none' };
  const settings = readSettings(bareUrl(pageUrl), { get: (key) => choices.get(key), set: () => {} }, models);
  if (updated) return { type: 'again', reason: 'updated', settings };
  const starts = (tab.get(KEYS.again) ?? '').split(',').map(Number);
  const recent = starts.filter((startMs) => startMs > atMs - WITHIN_MS && startMs <= atMs);
  if (recent.length >= MAX_STARTS) return { type: 'too-often' };
  tab.set(KEYS.again, [...recent, atMs].join(','));
  return { type: 'again', reason: arrival.wasDiscarded ? 'discarded' : 'reloaded', settings };
}

/** A link that is followed in this tab is no return, and neither is another page of this origin. */
function keptChoices(text: string | undefined, arrival: Arrival): ReadonlyMap<string, string> | undefined {
  if (!text || (arrival.navigation === 'navigate' && !arrival.wasDiscarded)) return undefined;
  try {
    const kept: unknown = JSON.parse(text);
    if (!isRecord(kept) || kept['path'] !== pathOf(arrival.pageUrl) || !isRecord(kept['choices'])) return undefined;
    return new Map(Object.entries(kept['choices']).filter((entry): entry is [string, string] => isText(entry[1])));
  } catch {
    return undefined;
  }
}

/** All settings that differ from those of a first visit without a link, by the names that they are remembered by. */
function choicesOf(settings: Settings, pageUrl: string): Record<string, string> {
  const choices = new Map<string, string>();
  const store: SmallStore = { get: (key) => choices.get(key), set: (key, text) => void choices.set(key, text) };
  rememberChanges(readSettings(bareUrl(pageUrl), store, []), settings, store);
  return Object.fromEntries(choices);
}

const pathOf = (pageUrl: string): string => new URL(pageUrl).pathname;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string';
