// Pictures, clips and the webcam, through the browser's own decoders. Nothing here goes anywhere but into memory.
import type { CameraProblem, ObjectUrls, OpenCamera, TryFrames, TryMedia } from '../ports.ts';
import { clipMoments } from './clipMoments.ts';

/** A picture of more pixels is drawn smaller before it goes on: decoded, each takes four bytes, and a model sees far fewer. */
const MAX_PIXELS = 40_000_000;
/** So many remain of it. */
const SMALLER_PIXELS = 12_000_000;
const JPEG = { type: 'image/jpeg', quality: 0.92 };
/** Of one step of a clip: a decoder that does not come to it never will. */
const STEP_MS = 15_000;
const CAMERA: MediaStreamConstraints = { video: { width: { ideal: 1280 }, height: { ideal: 720 } } };

export const createBrowserTryMedia = (objectUrls: ObjectUrls, sample: TryMedia['sample']): TryMedia => ({
  objectUrls,
  sample,
  picture: readPicture,
  clip: async (file, frameCount) => {
    const url = objectUrls.create(file);
    try {
      return await readClip(url, frameCount);
    } finally {
      objectUrls.revoke(url);
    }
  },
  openCamera,
});

async function readPicture(file: Blob): Promise<Blob | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap) return undefined;
  const { width, height } = bitmap;
  const scale = width * height > MAX_PIXELS ? Math.sqrt(SMALLER_PIXELS / (width * height)) : 1;
  const picture = scale === 1 ? file : await draw(bitmap, width * scale, height * scale);
  bitmap.close();
  return picture;
}

async function draw(image: CanvasImageSource, width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(Math.round(width), Math.round(height));
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('the browser gave no 2d canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob(JPEG);
}

const drawVideo = (video: HTMLVideoElement): Promise<Blob> => draw(video, video.videoWidth, video.videoHeight);

async function readClip(url: string, frameCount: number): Promise<TryFrames | undefined> {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  try {
    await step(video, 'loadeddata', () => {
      video.src = url;
    });
    // What a page or a webcam recorded does not say how long it is before its end was seen.
    if (!Number.isFinite(video.duration)) {
      await step(video, 'durationchange', () => {
        video.currentTime = Number.MAX_SAFE_INTEGER;
      });
    }
    if (video.videoWidth === 0 || !Number.isFinite(video.duration)) return undefined;
    const { moments, seconds } = clipMoments(video.duration, frameCount);
    const frames: Blob[] = [];
    for (const moment of moments) {
      await step(video, 'seeked', () => {
        video.currentTime = moment;
      });
      frames.push(await drawVideo(video));
    }
    return { frames, seconds };
  } catch {
    return undefined;
  } finally {
    video.removeAttribute('src');
    video.load();
  }
}

/** Does something to a video and waits for what it tells then. */
function step(video: HTMLVideoElement, type: string, act: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = new AbortController();
    const end = (settle: () => void) => () => {
      ended.abort();
      clearTimeout(timer);
      settle();
    };
    const timer = setTimeout(
      end(() => reject(new Error('the clip did not go on'))),
      STEP_MS,
    );
    video.addEventListener(type, end(resolve), { signal: ended.signal });
    video.addEventListener(
      'error',
      end(() => reject(video.error ?? new Error('the clip cannot be played'))),
      { signal: ended.signal },
    );
    act();
  });
}

async function openCamera(onEnd: () => void): Promise<OpenCamera | { readonly problem: CameraProblem }> {
  // Missing on plain http from another computer.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (!devices) return { problem: 'insecure' };
  let stream: MediaStream;
  try {
    stream = await devices.getUserMedia(CAMERA);
  } catch (cause) {
    return { problem: problemOf(cause) };
  }
  for (const track of stream.getTracks()) track.addEventListener('ended', onEnd);
  return {
    show(video) {
      if (video.srcObject === stream) return;
      video.srcObject = stream;
      // Ended by what is shown next, and by a page that plays nothing: then it stands still, and is taken as it stands.
      video.play().catch(() => {});
    },
    take: async (video) => (video.videoWidth > 0 ? drawVideo(video) : undefined),
    close() {
      for (const track of stream.getTracks()) track.stop();
    },
  };
}

/** By the names that the specification of getUserMedia gives. */
function problemOf(cause: unknown): CameraProblem {
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : 'busy';
}
