// What a person may choose, where each choice comes from, and what is wrong with it.
// The address bar beats what was remembered, which beats the default; only a person's own change is remembered.
import { addressSpaceOf } from '../../platform/addressSpace.ts';
import { parseRelayAddress, relayOfPage } from '../../protocol/relayAddress.ts';
import type { DeviceChoice } from '../../vision/api.ts';
import type { Mode } from '../../worker/api.ts';
import type { ModelChoice, SmallStore } from '../ports.ts';
import { camerasProblem, readCameras, type TypedCamera } from './cameraDefaults.ts';
import { modelHostProblem } from './modelHost.ts';
import { stillThresholdProblem } from './stillThreshold.ts';
import { idsProblem } from './takeRules.ts';

export interface Settings {
  readonly relay: string;
  readonly mode: Mode;
  readonly modelId: string;
  /** A mirror of the HF Hub, as typed; empty: the Hub itself. */
  readonly modelHost: string;
  readonly device: DeviceChoice;
  /** Service ids of the cameras to take, as typed. */
  readonly services: string;
  /** As typed. */
  readonly jobTypes: string;
  readonly singleFrames: boolean;
  /** What is asked of each camera, as typed. */
  readonly cameras: readonly TypedCamera[];
  /** Steps of brightness up to which nothing moved, as typed; 0 or empty: every job is looked at. */
  readonly stillThreshold: string;
  /** Whether the screen may be kept on while this computer works. */
  readonly keepAwake: boolean;
}

/** One sentence for each field that cannot be used as it stands. */
export type SettingsProblems = { readonly [K in keyof Settings]?: string };

/** The names of the choices in the store and in the address bar. */
const NAMES: { readonly [K in keyof Settings]: string } = {
  relay: 'relay',
  mode: 'mode',
  modelId: 'model',
  modelHost: 'modelHost',
  device: 'device',
  services: 'services',
  jobTypes: 'types',
  singleFrames: 'frames',
  cameras: 'cameras',
  stillThreshold: 'still',
  keepAwake: 'awake',
};
const KEYS = [
  'relay',
  'mode',
  'modelId',
  'modelHost',
  'device',
  'services',
  'jobTypes',
  'singleFrames',
  'cameras',
  'stillThreshold',
  'keepAwake',
] as const satisfies readonly (keyof Settings)[];
const MODES: readonly string[] = ['observe', 'work'] satisfies Mode[];
const DEVICES: readonly string[] = ['auto', 'webgpu', 'wasm'] satisfies DeviceChoice[];
const YES = '1';
const NO = '0';

const isMode = (text: string): text is Mode => MODES.includes(text);
const isDevice = (text: string): text is DeviceChoice => DEVICES.includes(text);

export function readSettings(pageUrl: string, store: SmallStore, models: readonly ModelChoice[]): Settings {
  const query = new URL(pageUrl).searchParams;
  const remembered = (key: keyof Settings): string => store.get(NAMES[key]) ?? '';
  const chosen = (key: keyof Settings): string => query.get(NAMES[key]) ?? remembered(key);
  const mode = chosen('mode');
  const device = chosen('device');
  return {
    relay: chosen('relay') || relayOfPage(pageUrl),
    mode: isMode(mode) ? mode : 'observe',
    modelId: chosen('modelId') || (models[0]?.id ?? ''),
    modelHost: chosen('modelHost'),
    device: isDevice(device) ? device : 'auto',
    services: chosen('services'),
    jobTypes: chosen('jobTypes'),
    singleFrames: chosen('singleFrames') === YES,
    // A link must not put words into a visitor's model.
    cameras: readCameras(remembered('cameras')),
    stillThreshold: chosen('stillThreshold'),
    // A link must not keep a visitor's screen on.
    keepAwake: remembered('keepAwake') === YES,
  };
}

/** Remembers what differs from before. */
export function rememberChanges(before: Settings, after: Settings, store: SmallStore): void {
  for (const key of KEYS) {
    if (differs(before, after, key)) store.set(NAMES[key], textOf(after[key]));
  }
}

/** Whether the worker has to be told: keeping the screen on is the page's own business. */
export const differForWorker = (before: Settings, after: Settings): boolean =>
  KEYS.some((key) => key !== 'keepAwake' && differs(before, after, key));

export function checkSettings(settings: Settings, pageUrl: string, models: readonly ModelChoice[]): SettingsProblems {
  const relay = relayProblem(settings.relay, pageUrl);
  const modelId = modelProblem(settings.modelId, models);
  const modelHost = modelHostProblem(settings.modelHost, pageUrl);
  const services = idsProblem(settings.services);
  const jobTypes = idsProblem(settings.jobTypes);
  const cameras = camerasProblem(settings.cameras);
  const stillThreshold = stillThresholdProblem(settings.stillThreshold);
  return {
    ...(relay && { relay }),
    ...(modelId && { modelId }),
    ...(modelHost && { modelHost }),
    ...(services && { services }),
    ...(jobTypes && { jobTypes }),
    ...(cameras && { cameras }),
    ...(stillThreshold && { stillThreshold }),
  };
}

/** The relay's host, or the text as typed where it is no address. */
export function relayHostOf(relay: string, pageUrl: string): string {
  const address = parseRelayAddress(relay, pageUrl);
  return 'problem' in address ? relay : address.host;
}

/** The base of the relay's HTTP routes; undefined where the text is no address. */
export function relayUrlOf(relay: string, pageUrl: string): string | undefined {
  const address = parseRelayAddress(relay, pageUrl);
  return 'problem' in address ? undefined : address.httpBase;
}

function relayProblem(relay: string, pageUrl: string): string | undefined {
  const address = parseRelayAddress(relay, pageUrl);
  if ('problem' in address) return address.problem;
  if (address.host === '')
    return 'This page was not served by a relay. Write where yours is, like ws://host:7010/connect.';
  const securePage = new URL(pageUrl).protocol === 'https:';
  const plain = address.sockets[0].url.startsWith('ws:');
  // Since version 147 Chrome asks the person about addresses of their own network instead.
  if (securePage && plain && addressSpaceOf(address.host) === 'public') {
    return 'This page came over https, and Chrome then blocks a plain ws:// relay. Use wss://, or open the relay’s own page.';
  }
  return undefined;
}

/** The mirror, where it is the address bar that names it and not the person. */
export function hostOfLink({ modelHost }: Settings, pageUrl: string): string | undefined {
  const named = new URL(pageUrl).searchParams.get(NAMES.modelHost);
  return modelHost !== '' && named === modelHost ? modelHost : undefined;
}

function modelProblem(modelId: string, models: readonly ModelChoice[]): string | undefined {
  if (modelId === '') return 'Write a repository of the Hugging Face Hub as owner/name.';
  if (models.some((model) => model.id === modelId)) return undefined;
  // Any repository of the HF Hub may be tried; anything else would end up in a path.
  if (/^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(modelId)) return undefined;
  return `“${modelId}” is no model that this page knows, and no repository of the Hugging Face Hub (owner/name).`;
}

const differs = (before: Settings, after: Settings, key: keyof Settings): boolean =>
  textOf(before[key]) !== textOf(after[key]);

function textOf(value: Settings[keyof Settings]): string {
  if (typeof value === 'boolean') return value ? YES : NO;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
