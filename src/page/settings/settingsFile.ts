// All settings as a file: written to take them elsewhere, and read from whatever somebody has put there.
import * as v from 'valibot';
import { type LimitChoices, textOf as limitsText, readLimits } from '../limits/limitChoices.ts';
import type { ModelChoice } from '../ports.ts';
import { checkSettings } from './checkSettings.ts';
import { panelWords } from './panelWords.ts';
import { changedKeys, KEYS, NAMES, readSettings, type Settings, textOf } from './settings.ts';
import { withoutSecrets } from './settingsLink.ts';

const FORMAT = 'unblink-browser-worker settings';
const VERSION = 1;
export const MAX_FILE_BYTES = 200_000;
/** As much of a refused value as its owner needs to find it. */
const SHOWN_LENGTH = 40;

export type SettingsFile =
  | { readonly type: 'unreadable'; readonly message: string }
  | {
      readonly type: 'read';
      readonly settings: Settings;
      readonly changed: readonly (keyof Settings)[];
      /** Where the file has limits that differ. */
      readonly limits?: LimitChoices;
      readonly refused: readonly { readonly name: string; readonly reason: string }[];
      /** Names that mean nothing here. */
      readonly ignored: readonly string[];
    };

export interface Current {
  readonly settings: Settings;
  readonly limits: LimitChoices;
  readonly pageUrl: string;
  readonly models: readonly ModelChoice[];
}

export function writeSettingsFile({ settings, limits }: Pick<Current, 'settings' | 'limits'>): string {
  const shared = { ...settings, relay: withoutSecrets(settings.relay) };
  const named = Object.fromEntries(KEYS.map((key) => [NAMES[key], shared[key]]));
  const file = { format: FORMAT, version: VERSION, settings: named, limits: JSON.parse(limitsText(limits)) as unknown };
  return `${JSON.stringify(file, null, 2)}\n`;
}

const fileSchema = v.looseObject({
  format: v.literal(FORMAT),
  version: v.number(),
  settings: v.optional(v.record(v.string(), v.unknown()), {}),
  limits: v.optional(v.record(v.string(), v.unknown())),
});
const text = v.pipe(v.string(), v.maxLength(4000));
const cameraSchema = v.object({
  serviceId: v.optional(text, ''),
  task: v.optional(text, ''),
  prompt: v.optional(text, ''),
  labels: v.optional(text, ''),
  language: v.optional(text, ''),
  maxTokens: v.optional(text, ''),
});
const valueSchema = v.union([v.boolean(), text, v.pipe(v.array(cameraSchema), v.maxLength(200))]);

/** Changes nothing: what comes of it is shown first. */
export function readSettingsFile(fileText: string, current: Current): SettingsFile {
  const say = panelWords.value.file;
  const unreadable = (message: string): SettingsFile => ({ type: 'unreadable', message });
  if (fileText.length > MAX_FILE_BYTES) return unreadable(say.tooLarge);
  const json = parse(fileText);
  if (json === undefined) return unreadable(say.notJson);
  const file = v.safeParse(fileSchema, json);
  if (!file.success) return unreadable(say.notSettings);
  const { format: _, version, settings: named, limits, ...others } = file.output;
  if (version !== VERSION) return unreadable(say.newer(version));
  const taken = new Map<string, string>();
  const refused: { name: string; reason: string }[] = [];
  const ignored = Object.keys(others);
  for (const [name, value] of Object.entries(named)) {
    const key = KEYS.find((known) => NAMES[known] === name);
    if (!key) ignored.push(name);
    else {
      const problem = readValue(key, value, current, taken);
      if (problem) refused.push({ name, reason: problem });
    }
  }
  const settings = settingsOf(taken, current);
  const nextLimits = limits && readLimits(JSON.stringify(limits));
  return {
    type: 'read',
    settings,
    changed: changedKeys(current.settings, settings),
    ...(nextLimits && limitsText(nextLimits) !== limitsText(current.limits) && { limits: nextLimits }),
    refused,
    ignored,
  };
}

/** Notes a value by the text that the store would have of it. @returns why it cannot be one */
function readValue(
  key: keyof Settings,
  value: unknown,
  current: Current,
  taken: Map<string, string>,
): string | undefined {
  const wrong = panelWords.value.file.wrong(shown(value));
  const parsed = v.safeParse(valueSchema, value);
  if (!parsed.success || typeof parsed.output !== typeof current.settings[key]) return wrong;
  const written = textOf(parsed.output as Settings[typeof key]);
  const settings = settingsOf(new Map([[NAMES[key], written]]), current);
  // What the store's own reader makes something else of, means nothing.
  if (textOf(settings[key]) !== written) return wrong;
  const problem = checkSettings(settings, current.pageUrl, current.models)[key];
  if (problem === undefined) taken.set(NAMES[key], written);
  return problem;
}

/** The current settings with what was taken, by the reader that reads the store. */
function settingsOf(taken: ReadonlyMap<string, string>, { settings, pageUrl, models }: Current): Settings {
  const store = {
    get: (name: string) => {
      const key = KEYS.find((known) => NAMES[known] === name);
      return taken.get(name) ?? (key && textOf(settings[key]));
    },
    set: () => {},
  };
  const url = new URL(pageUrl);
  url.search = '';
  return readSettings(url.href, store, models);
}

function parse(fileText: string): unknown {
  try {
    return JSON.parse(fileText);
  } catch {
    return undefined;
  }
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? '').slice(0, SHOWN_LENGTH);
