// The vision thread's whole offer: one model loaded, one look at a time. Every way to fail comes back as a value with a
// sentence for the person, as an Error would lose its class on the way between threads.

import type { Answer, EngineInfo, LookRequest, VisionApi, VisionFailure, VisionFailureReason } from './api.ts';
import { chooseDevice, type Gpu } from './chooseDevice.ts';
import { decodeFrame, readPixels } from './decodeFrame.ts';
import { findModel } from './models.ts';
import { type PackedFrames, packFrames, pairFrames, TOKEN_PIXELS } from './packFrames.ts';
import { parseBoxes } from './parseBoxes.ts';
import { imageMessage, type Message, videoMessage } from './prompt.ts';
import { loadQwenVl, type QwenVl } from './qwenVl.ts';
import type { Processing } from './readProcessing.ts';
import { smartResize } from './smartResize.ts';
import { PROMPTS } from './tasks.ts';

/** @param load replaced in tests */
export function createEngine(gpu: Gpu | undefined, load: typeof loadQwenVl = loadQwenVl): VisionApi {
  let qwenVl: QwenVl | undefined;
  let looking: AbortController | undefined;
  let endLook: (why: VisionFailure) => void = () => {};

  return {
    async load({ modelId, device: choice, pageBase }, onProgress) {
      const startMs = performance.now();
      const chosen = await chooseDevice(choice, gpu);
      if (!chosen) return failure('no-device', 'WebGPU was asked for, and this browser offers no GPU.');
      const model = findModel(modelId);
      const dtype = chosen.hasF16 ? model.dtype.withF16 : model.dtype.withoutF16;
      try {
        const loaded = await load(model, chosen.device, dtype, pageBase, onProgress);
        qwenVl = loaded;
        void loaded.lost.then((why) => endLook(failure('gpu-lost', `The GPU was lost: ${why}`)));
      } catch (error) {
        return loadFailure(model.name, error);
      }
      return {
        type: 'ready',
        modelId,
        modelName: model.name,
        revision: model.revision,
        dtype,
        device: chosen.device,
        deviceName: chosen.name,
        slow: chosen.slow,
        loadMs: performance.now() - startMs,
      } satisfies EngineInfo;
    },

    async look(request, onText) {
      if (!qwenVl) return failure('engine', 'No model is loaded.');
      looking = new AbortController();
      try {
        const ended = new Promise<VisionFailure>((resolve) => {
          endLook = resolve;
        });
        return await Promise.race([look(qwenVl, request, onText, looking.signal), ended]);
      } finally {
        looking = undefined;
      }
    },

    interrupt() {
      looking?.abort();
    },
  };
}

async function look(
  qwenVl: QwenVl,
  { task, frames, frameTimesSeconds, maxTokens }: LookRequest,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<Answer | VisionFailure> {
  const startMs = performance.now();
  const prepared = await prepare(frames, qwenVl.processing, task === 'video');
  if ('reason' in prepared) return prepared;
  if (signal.aborted) return INTERRUPTED;
  const packMs = performance.now() - startMs;
  onText('');
  const message: Message =
    task === 'video' ? videoMessage(PROMPTS.video, frameTimesSeconds) : imageMessage(PROMPTS[task]);
  let generated: Awaited<ReturnType<QwenVl['generate']>>;
  try {
    generated = await qwenVl.generate({ message, packed: prepared.packed, maxTokens, onText, signal });
  } catch (error) {
    return failure('engine', `The model stopped with an error: ${textOf(error)}`);
  }
  if (signal.aborted) return INTERRUPTED;
  const boxes = task === 'detect' ? parseBoxes(generated.text) : [];
  if (!boxes) return failure('answer-unreadable', `The answer holds no list of boxes: ${generated.text.slice(0, 80)}`);
  return {
    type: 'answer',
    text: generated.text,
    boxes,
    promptTokens: generated.promptTokens,
    tokens: generated.tokens,
    packMs,
    firstTokenMs: generated.firstTokenMs,
    totalMs: performance.now() - startMs,
    frameSizes: prepared.sizes,
  };
}

interface Prepared {
  readonly packed: PackedFrames;
  readonly sizes: readonly (readonly [number, number])[];
}

async function prepare(
  frames: readonly Blob[],
  processing: Processing,
  isVideo: boolean,
): Promise<Prepared | VisionFailure> {
  const bitmaps: ImageBitmap[] = [];
  try {
    for (const frame of frames) bitmaps.push(await decodeFrame(frame));
    const [first] = bitmaps;
    if (!first) return failure('frame-unreadable', 'There is no frame to look at.');
    const packed = isVideo ? packVideo(bitmaps, first, processing) : packImage(first, processing);
    return { packed, sizes: bitmaps.map(({ width, height }) => [width, height] as const) };
  } catch (error) {
    const frame = Math.min(bitmaps.length + 1, frames.length);
    return failure('frame-unreadable', `Frame ${frame} of ${frames.length} could not be used: ${textOf(error)}`);
  } finally {
    for (const bitmap of bitmaps) bitmap.close();
  }
}

function packImage(bitmap: ImageBitmap, processing: Processing): PackedFrames {
  const pixels = readPixels(bitmap, smartResize(bitmap, TOKEN_PIXELS, processing.image));
  return packFrames([[pixels, pixels]], processing);
}

/** All frames of a video take the size of the first. */
function packVideo(bitmaps: readonly ImageBitmap[], first: ImageBitmap, processing: Processing): PackedFrames {
  const size = smartResize(first, TOKEN_PIXELS, processing.video, bitmaps.length);
  return packFrames(pairFrames(bitmaps.map((bitmap) => readPixels(bitmap, size))), processing);
}

function loadFailure(modelName: string, error: unknown): VisionFailure {
  const text = textOf(error);
  if (/not found|404|Could not locate|Failed to fetch|NetworkError/i.test(text)) {
    return failure(
      'model-missing',
      `${modelName} could not be fetched: ${text}. Check the network and the model's name.`,
    );
  }
  return failure('model-broken', `${modelName} could not be loaded: ${text}`);
}

const INTERRUPTED: VisionFailure = {
  type: 'failed',
  reason: 'interrupted',
  message: 'Interrupted before the answer was whole.',
};

const failure = (reason: VisionFailureReason, message: string): VisionFailure => ({ type: 'failed', reason, message });

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
