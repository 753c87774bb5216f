// What a person may choose, and where each choice comes from; what is wrong with it: checkSettings.ts.
// The address bar beats what was remembered, which beats the default; only a person's own change is remembered.
import { parseRelayAddress, relayOfPage } from '../../protocol/relayAddress.ts';
import type { DeviceChoice, DtypeChoice } from '../../vision/api.ts';
import type { Mode } from '../../worker/api.ts';
import type { ModelChoice, SmallStore } from '../ports.ts';
import { readCameras, type TypedCamera } from './cameraDefaults.ts';
import { isFramePixels } from './framePixels.ts';

export interface Settings {
  readonly relay: string;
  readonly mode: Mode;
  readonly modelId: string;
  /** A mirror of the HF Hub, as typed; empty: the Hub itself. */
  readonly modelHost: string;
  readonly device: DeviceChoice;
  readonly dtype: DtypeChoice;
  /** The most pixels of a frame that the model is shown: one of FRAME_PIXELS, or empty for our own limit. */
  readonly framePixels: string;
  /** Service ids of the cameras to take, as typed. */
  readonly services: string;
  /** As typed. */
  readonly jobTypes: string;
  readonly singleFrames: boolean;
  /** What is asked of each camera, as typed. */
  readonly cameras: readonly TypedCamera[];
  /** Of answers to jobs and cameras that name none, as typed; empty: English. */
  readonly answerLanguage: string;
  /** The most tokens of an answer, as typed; empty: each task's own limit. */
  readonly maxTokens: string;
  /** Steps of brightness up to which nothing moved, as typed; 0 or empty: every job is looked at. */
  readonly stillThreshold: string;
  /** Whether the screen may be kept on while this computer works. */
  readonly keepAwake: boolean;
  /** Whether frames stay blurred until they are looked at. */
  readonly blurFrames: boolean;
}

/** One sentence for each field that cannot be used as it stands. */
export type SettingsProblems = { readonly [K in keyof Settings]?: string };

/** The names of the choices in the store and in the address bar. */
export const NAMES: { readonly [K in keyof Settings]: string } = {
  relay: 'relay',
  mode: 'mode',
  modelId: 'model',
  modelHost: 'modelHost',
  device: 'device',
  dtype: 'dtype',
  framePixels: 'pixels',
  services: 'services',
  jobTypes: 'types',
  singleFrames: 'frames',
  cameras: 'cameras',
  answerLanguage: 'answers',
  maxTokens: 'tokens',
  stillThreshold: 'still',
  keepAwake: 'awake',
  blurFrames: 'blur',
};
/** In the order in which they are told. */
export const KEYS = [
  'relay',
  'mode',
  'modelId',
  'modelHost',
  'device',
  'dtype',
  'framePixels',
  'services',
  'jobTypes',
  'singleFrames',
  'cameras',
  'answerLanguage',
  'maxTokens',
  'stillThreshold',
  'keepAwake',
  'blurFrames',
] as const satisfies readonly (keyof Settings)[];
/** What a link may ask for. Not what is put into the model's prompt, and not what costs a visitor more than the default. */
export const LINKED = [
  'relay',
  'mode',
  'modelId',
  'modelHost',
  'device',
  'services',
  'jobTypes',
  'singleFrames',
  'stillThreshold',
] as const satisfies readonly (keyof Settings)[];
export type LinkedKey = (typeof LINKED)[number];
const MODES: readonly string[] = ['observe', 'work'] satisfies Mode[];
const DEVICES: readonly string[] = ['auto', 'webgpu', 'wasm'] satisfies DeviceChoice[];
const DTYPES: readonly string[] = ['auto', 'fp32', 'fp16', 'q4', 'q4f16'] satisfies DtypeChoice[];
const YES = '1';
const NO = '0';

const isMode = (text: string): text is Mode => MODES.includes(text);
const isDevice = (text: string): text is DeviceChoice => DEVICES.includes(text);
const isDtype = (text: string): text is DtypeChoice => DTYPES.includes(text);

export function readSettings(pageUrl: string, store: SmallStore, models: readonly ModelChoice[]): Settings {
  const query = new URL(pageUrl).searchParams;
  const remembered = (key: keyof Settings): string => store.get(NAMES[key]) ?? '';
  const chosen = (key: LinkedKey): string => query.get(NAMES[key]) ?? remembered(key);
  const mode = chosen('mode');
  const device = chosen('device');
  const dtype = remembered('dtype');
  const framePixels = remembered('framePixels');
  return {
    relay: chosen('relay') || relayOfPage(pageUrl),
    mode: isMode(mode) ? mode : 'observe',
    modelId: chosen('modelId') || (models[0]?.id ?? ''),
    modelHost: chosen('modelHost'),
    device: isDevice(device) ? device : 'auto',
    dtype: isDtype(dtype) ? dtype : 'auto',
    framePixels: isFramePixels(framePixels) ? framePixels : '',
    services: chosen('services'),
    jobTypes: chosen('jobTypes'),
    singleFrames: chosen('singleFrames') === YES,
    // A link must not put words into a visitor's model.
    cameras: readCameras(remembered('cameras')),
    answerLanguage: remembered('answerLanguage'),
    maxTokens: remembered('maxTokens'),
    stillThreshold: chosen('stillThreshold'),
    // A link must not keep a visitor's screen on.
    keepAwake: remembered('keepAwake') === YES,
    // Nor may it uncover what the person wants covered.
    blurFrames: remembered('blurFrames') === YES,
  };
}

/** Remembers what differs from before. */
export function rememberChanges(before: Settings, after: Settings, store: SmallStore): void {
  for (const key of changedKeys(before, after)) store.set(NAMES[key], textOf(after[key]));
}

export const changedKeys = (before: Settings, after: Settings): (keyof Settings)[] =>
  KEYS.filter((key) => textOf(before[key]) !== textOf(after[key]));

/** The page's own business. */
const PAGE_KEYS: readonly (keyof Settings)[] = ['keepAwake', 'blurFrames'];

/** Whether the worker has to be told. */
export const differForWorker = (before: Settings, after: Settings): boolean =>
  changedKeys(before, after).some((key) => !PAGE_KEYS.includes(key));

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

/** The relay's origin, which is what a person agrees to; undefined where the text is no address or names no host. */
export function relayOriginOf(relay: string, pageUrl: string): string | undefined {
  const url = relayUrlOf(relay, pageUrl);
  return url && URL.canParse(url) ? new URL(url).origin : undefined;
}

/** As it stands in the store. */
export function textOf(value: Settings[keyof Settings]): string {
  if (typeof value === 'boolean') return value ? YES : NO;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
