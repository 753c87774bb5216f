import type { AskMetadata } from './ask.ts';
import type { RelayOptions } from './relay.ts';

export const ASK_HELP = `  --task TASK         what is asked of every job: describe, detect, video, count, read, question or alert
                      (nothing in particular: boxes and words)
  --prompt TEXT       the question, the alert’s condition, or a wish besides
  --labels A,B        what to look for
  --language NAME     of the answers
  --max-tokens N      of an answer, at most
  --ask CAMERA=JSON   for one camera, instead of these: yard='{"task":"count","labels":["car"]}'`;

export const ASK_OPTIONS = {
  task: { type: 'string' },
  prompt: { type: 'string' },
  labels: { type: 'string' },
  language: { type: 'string' },
  'max-tokens': { type: 'string' },
  ask: { type: 'string', multiple: true },
} as const;

type AskValues = { readonly [K in keyof typeof ASK_OPTIONS]?: K extends 'ask' ? string[] : string };

/** @param maxTokens of `--max-tokens`, read */
export function readAskFlags(values: AskValues, maxTokens: number | undefined): Pick<RelayOptions, 'ask' | 'asks'> {
  const { task, prompt, labels, language, ask: ofCameras } = values;
  const ask: AskMetadata = {
    ...(task !== undefined && { task }),
    ...(prompt !== undefined && { prompt }),
    ...(labels !== undefined && { labels: labels.split(',').map((label) => label.trim()) }),
    ...(language !== undefined && { language }),
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
  };
  return {
    ...(Object.keys(ask).length > 0 && { ask }),
    ...(ofCameras && { asks: Object.fromEntries(ofCameras.map(askOfCamera)) }),
  };
}

function askOfCamera(typed: string): [string, AskMetadata] {
  const [, camera, json] = /^([^=]+)=(.*)$/s.exec(typed) ?? [];
  try {
    const ask: unknown = JSON.parse(json ?? '');
    // A cast, as nothing is checked: see AskMetadata.
    if (camera !== undefined && typeof ask === 'object' && ask !== null) return [camera, ask as AskMetadata];
  } catch {
    // Told below.
  }
  throw new Error(`--ask wants CAMERA=JSON, such as yard='{"task":"count"}', not “${typed}”.`);
}
