// A setting's value as a person reads it: in the list of what a link or a file asks for.
import { words } from '../language/language.ts';
import type { ModelChoice } from '../ports.ts';
import { nameOf } from '../welcome/gateWords.ts';
import { sayNumber } from '../words.ts';
import type { TypedCamera } from './cameraDefaults.ts';
import { AUTO_PIXELS } from './framePixels.ts';
import type { Settings } from './settings.ts';

export function sayValue(key: keyof Settings, value: Settings[keyof Settings], models: readonly ModelChoice[]): string {
  const { values } = words.value.settings;
  if (typeof value === 'boolean') return value ? values.yes : values.no;
  if (typeof value !== 'string') return sayLines(value);
  switch (key) {
    case 'mode':
    case 'device':
    case 'dtype':
      return isNamed(value) ? values[value] : value;
    case 'modelId':
      return nameOf(models, value);
    case 'modelHost':
      return value || values.hub;
    case 'services':
    case 'jobTypes':
      return value.trim() || values.all;
    case 'framePixels':
      return value === '' ? values.auto : values.pixels(sayNumber(Number(value) || AUTO_PIXELS));
    case 'stillThreshold':
      return value.trim() || '0';
    default:
      return value.trim() || values.none;
  }
}

type Named = 'observe' | 'work' | 'auto' | 'webgpu' | 'wasm';
const isNamed = (value: string): value is Named => ['observe', 'work', 'auto', 'webgpu', 'wasm'].includes(value);

function sayLines(cameras: readonly TypedCamera[]): string {
  const { values } = words.value.settings;
  return cameras.length === 0 ? values.none : values.lines(cameras.length);
}
