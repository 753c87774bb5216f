// First visits, later ones, and Settings.
import type { PageModel } from '../../src/page/pageModel.ts';
import { giveFile, thereIs } from './hands.ts';

const LINK =
  '?relay=wss://cams.example:7010&mode=work&model=onnx-community/Qwen3-VL-2B-Instruct-ONNX&modelHost=https://hub.example/mirror&services=yard,gate&still=4';

/** The page's query in states that are about it; undefined in all others. */
export function cannedQuery(state: string): string | undefined {
  if (state === 'welcome-link') return LINK;
  return state === 'welcome' || state === 'welcome-back' || state.startsWith('settings') ? '' : undefined;
}

export function cannedMemory(state: string): Readonly<Record<string, string>> {
  if (state !== 'welcome-back' && !state.startsWith('settings')) return {};
  const day = Date.UTC(2026, 10, 12, 9);
  const consents = [
    { relay: 'http://localhost:7010', atMs: day },
    { relay: 'https://cams.example', atMs: day },
  ];
  const cameras = [
    {
      serviceId: 'yard',
      task: 'alert',
      prompt: 'Somebody climbs over the fence',
      labels: '',
      language: '',
      maxTokens: '',
    },
    { serviceId: '', task: '', prompt: '', labels: 'car, person', language: '', maxTokens: '200' },
  ];
  return { consents: JSON.stringify(consents), mode: 'work', cameras: JSON.stringify(cameras) };
}

const FILE = {
  format: 'unblink-browser-worker settings',
  version: 1,
  settings: {
    mode: 'observe',
    model: 'onnx-community/Qwen3.5-0.8B-ONNX-OPT',
    pixels: '131072',
    answers: 'German',
    tokens: '3',
    device: 'abacus',
    colour: 'red',
  },
  limits: { mainsOnly: false },
};

/** Opens Settings, and in it a file where the state says so. */
export async function showSettings(state: string, model: PageModel): Promise<void> {
  model.showSettings(true);
  await thereIs('.settings-form');
  if (state !== 'settings-import') return;
  const file = new File([JSON.stringify(FILE)], 'settings.json', { type: 'application/json' });
  await giveFile('.import input[type=file]', file);
  await thereIs('.import-read');
}
