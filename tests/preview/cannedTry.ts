// Try it with a worker that answers at once, and hands that use it.
import type { PageModel } from '../../src/page/pageModel.ts';
import type { JobResult } from '../../src/protocol/result.ts';
import type { TryOutcome, TryRequest, WorkerApi } from '../../src/worker/api.ts';
import { GPU } from './cannedParts.ts';
import { choose, click, giveFile, thereIs } from './hands.ts';

/** Of the first sample picture. */
const OBJECTS: JobResult['objects'] = [
  { id: 1, label: 'person', bbox: [88, 440, 168, 780] },
  { id: 2, label: 'person', bbox: [640, 413, 704, 672] },
];

const FAILURE: TryOutcome = {
  type: 'failed',
  problem: {
    reason: 'self-test',
    message:
      'The model fails on Acme GPU: it says “!!!!”, not “a red box”. Update the driver, or try another browser or model.',
  },
};

export const cannedTry =
  (state: string): WorkerApi['tryIt'] =>
  async (request, onEvent) => {
    if (state === 'try-failed') return FAILURE;
    onEvent({ type: 'engine', engine: GPU });
    onEvent({ type: 'looking' });
    return { type: 'done', result: resultOf(request) };
  };

function resultOf({ ask, frames }: TryRequest): JobResult {
  const detects = ask.task === 'detect';
  const summary = detects ? '2 people.' : 'A street with a person in yellow and a person in green.';
  const objects = detects ? OBJECTS : [];
  return {
    summary,
    description: summary,
    detections: [],
    objects,
    service_id: 'try-it',
    frame_count: frames.length,
    duration_seconds: 0,
    created_at: new Date().toISOString(),
    model: GPU.modelId,
    model_revision: GPU.revision,
    dtype: GPU.dtype,
    device: GPU.device,
    version: 'dev',
    timings_ms: { fetch: 0, pack: 42, first_token: 190, look: detects ? 2360 : 1180 },
    tokens: detects ? 68 : 31,
    frame_sizes: [[640, 360]],
    task: ask.task,
  };
}

export async function showTry(state: string, model: PageModel): Promise<void> {
  model.tryIt.show(true);
  await thereIs('.try .frame');
  if (state === 'try-empty') return;
  if (state === 'try-refused') {
    await giveFile('.try input[type=file]', new File(['no picture'], 'holiday.png', { type: 'image/png' }));
    await thereIs('.try-note.problem');
    return;
  }
  if (state === 'try-compare') {
    await click('.try-actions .button:not(.primary)');
    await choose('.try-ask.try-1 select', 'detect');
  } else if (state === 'try-answer') await choose('.try-ask select', 'detect');
  await click('.try-actions .primary:enabled');
  await thereIs(state === 'try-failed' ? '.try-answer .caution' : '.try-answer:last-child .answer');
}
