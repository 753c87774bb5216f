// What a person may choose, where each choice comes from, and what is wrong with it.
// The address bar beats what was remembered, which beats the default; only a person's own change is remembered.
import { parseRelayAddress, relayOfPage } from '../../protocol/dialectJ.ts';
import type { DeviceChoice } from '../../vision/api.ts';
import type { Mode } from '../../worker/api.ts';
import type { ModelChoice, SmallStore } from '../ports.ts';

export interface Settings {
  readonly relay: string;
  readonly mode: Mode;
  readonly modelId: string;
  readonly device: DeviceChoice;
}

/** One sentence for each field that cannot be used as it stands. */
export type SettingsProblems = { readonly [K in keyof Settings]?: string };

const STORE_KEYS: { readonly [K in keyof Settings]: string } = {
  relay: 'relay',
  mode: 'mode',
  modelId: 'model',
  device: 'device',
};
const KEYS = ['relay', 'mode', 'modelId', 'device'] as const;
const MODES: readonly string[] = ['observe', 'work'] satisfies Mode[];
const DEVICES: readonly string[] = ['auto', 'webgpu', 'wasm'] satisfies DeviceChoice[];

const isMode = (text: string): text is Mode => MODES.includes(text);
const isDevice = (text: string): text is DeviceChoice => DEVICES.includes(text);

export function readSettings(pageUrl: string, store: SmallStore, models: readonly ModelChoice[]): Settings {
  const query = new URL(pageUrl).searchParams;
  const chosen = (key: keyof Settings): string => query.get(STORE_KEYS[key]) ?? store.get(STORE_KEYS[key]) ?? '';
  const mode = chosen('mode');
  const device = chosen('device');
  return {
    relay: chosen('relay') || relayOfPage(pageUrl),
    mode: isMode(mode) ? mode : 'observe',
    modelId: chosen('modelId') || (models[0]?.id ?? ''),
    device: isDevice(device) ? device : 'auto',
  };
}

/** Remembers what differs from before. */
export function rememberChanges(before: Settings, after: Settings, store: SmallStore): void {
  for (const key of KEYS) {
    if (before[key] !== after[key]) store.set(STORE_KEYS[key], after[key]);
  }
}

export function checkSettings(settings: Settings, pageUrl: string, models: readonly ModelChoice[]): SettingsProblems {
  const relay = relayProblem(settings.relay, pageUrl);
  const modelId = modelProblem(settings.modelId, models);
  return { ...(relay && { relay }), ...(modelId && { modelId }) };
}

/** The relay's host, or the text as typed where it is no address. */
export function relayHostOf(relay: string, pageUrl: string): string {
  const address = parseRelayAddress(relay, pageUrl);
  return 'problem' in address ? relay : address.host;
}

function relayProblem(relay: string, pageUrl: string): string | undefined {
  const address = parseRelayAddress(relay, pageUrl);
  if ('problem' in address) return address.problem;
  if (address.host === '')
    return 'This page was not served by a relay. Write where yours is, like ws://host:7010/connect.';
  const securePage = new URL(pageUrl).protocol === 'https:';
  const plain = address.socketUrl.startsWith('ws:');
  if (securePage && plain && !isThisComputer(address.host)) {
    return 'This page came over https, and Chrome then blocks a plain ws:// relay. Use wss://, or open the relay’s own page.';
  }
  return undefined;
}

function modelProblem(modelId: string, models: readonly ModelChoice[]): string | undefined {
  if (models.some((model) => model.id === modelId)) return undefined;
  // Any repository of the HF Hub may be tried; anything else would end up in a path.
  if (/^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(modelId)) return undefined;
  return `“${modelId}” is no model that this page knows, and no repository of the Hugging Face Hub (owner/name).`;
}

const isThisComputer = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host);
