// Try it with a worker that answers at once, and hands that use it.
import type { PageModel } from '../../src/page/pageModel.ts';
import type { JobResult } from '../../src/protocol/result.ts';
import { drawSample } from '../../src/sampleScenes.ts';
import type { TryOutcome, TryRequest, WorkerApi } from '../../src/worker/api.ts';
import { GPU } from './cannedParts.ts';
import { choose, click, giveFile, nextFrame, thereIs } from './hands.ts';

/** Of the first sample picture. */
const OBJECTS: JobResult['objects'] = [
  { id: 1, label: 'person', bbox: [88, 440, 168, 780] },
  { id: 2, label: 'person', bbox: [640, 413, 704, 672] },
];

const WEBCAM_SCENE = 11;

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
  await HANDS[state]?.();
}

const ask = async (answer = '.try-answer:last-child .answer'): Promise<void> => {
  await click('.try-actions .primary:enabled');
  await thereIs(answer);
};

const HANDS: { readonly [state: string]: () => Promise<unknown> } = {
  'try-clip': async () => {
    await click('.try-buttons button:nth-of-type(4)');
    await thereIs('.try-strip li:last-child');
  },
  'try-camera': async () => {
    Object.assign(navigator.mediaDevices, { getUserMedia: openCannedWebcam });
    await click('.try-buttons button:nth-of-type(2)');
    const video = await thereIs<HTMLVideoElement>('.try video');
    while (video.videoWidth === 0) await nextFrame();
  },
  'try-dragging': async () => {
    (await thereIs('.try')).dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true }));
    await thereIs('.try[data-dragging=true]');
  },
  'try-refused': async () => {
    await giveFile('.try input[type=file]', new File(['no picture'], 'holiday.png', { type: 'image/png' }));
    await thereIs('.try-note.problem');
  },
  'try-compare': async () => {
    await click('.try-actions .button:not(.primary)');
    await choose('.try-ask.try-1 select', 'detect');
    await ask();
  },
  'try-answer': async () => {
    await choose('.try-ask select', 'detect');
    await ask();
  },
  'try-failed': () => ask('.try-answer .caution'),
};

/** A webcam that sees a sample picture. */
async function openCannedWebcam(): Promise<MediaStream> {
  const [frame] = (await drawSample(WEBCAM_SCENE, 1)).frames;
  if (!frame) throw new Error('the sample has no frame');
  const picture = await createImageBitmap(frame);
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height;
  const context = canvas.getContext('2d');
  const stream = canvas.captureStream();
  context?.drawImage(picture, 0, 0);
  return stream;
}
