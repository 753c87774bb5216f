// What is looked at in Try it: a picture, the frames of a clip, or a webcam until a still of it is taken.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { CameraProblem, OpenCamera, TryFrames, TryMedia } from '../ports.ts';

export type Source =
  | { readonly type: 'none' }
  | { readonly type: 'reading' }
  | { readonly type: 'camera'; readonly camera: OpenCamera }
  | SourceFrames;

export interface SourceFrames extends TryFrames {
  readonly type: 'frames';
  readonly origin: 'sample' | 'file' | 'camera';
  /** The frame that is shown, and looked at where a task sees one alone. */
  readonly chosen: number;
  /** Of a sample. */
  readonly truth?: string;
}

export type SourceProblem = 'no-picture' | 'no-clip' | `camera-${CameraProblem}` | 'camera-ended';

export interface SourceModel {
  readonly source: ReadonlySignal<Source>;
  readonly problem: ReadonlySignal<SourceProblem | undefined>;
  /** How many frames of a clip are taken. */
  readonly frameCount: ReadonlySignal<number>;
  readonly isClip: ReadonlySignal<boolean>;
  takeSample(frameCount?: number): Promise<void>;
  takeFile(file: Blob): Promise<void>;
  openCamera(): Promise<void>;
  takePicture(video: HTMLVideoElement): Promise<void>;
  closeCamera(): void;
  choose(frame: number): void;
  /** Takes the clip's frames anew. */
  setFrameCount(count: number): Promise<void>;
  close(): void;
}

const FRAME_COUNT = 10;
export const MAX_FRAME_COUNT = 16;

/** @param onNew there is another picture */
export function createSource(media: Omit<TryMedia, 'objectUrls'>, onNew: () => void): SourceModel {
  const source = signal<Source>({ type: 'none' });
  const problem = signal<SourceProblem | undefined>(undefined);
  const frameCount = signal(FRAME_COUNT);
  const isClip = signal(false);
  /** Reads the clip that is shown once more, with so many frames. */
  let readAgain: (() => Promise<void>) | undefined;
  let samples = 0;
  /** What was asked for before is not wanted any more when it comes. */
  let wanted = 0;
  let before: Source = source.peek();

  function become(next: Source): void {
    const now = source.peek();
    if (now.type === 'camera' && next !== now) now.camera.close();
    source.value = next;
    if (next.type === 'frames') onNew();
  }

  /** What is shown stays where nothing comes of it. */
  async function read(
    why: SourceProblem,
    get: () => Promise<Omit<SourceFrames, 'type' | 'chosen'> | undefined>,
  ): Promise<boolean> {
    wanted += 1;
    const mine = wanted;
    const now = source.peek();
    if (now.type !== 'reading') before = now.type === 'camera' ? { type: 'none' } : now;
    problem.value = undefined;
    become({ type: 'reading' });
    const frames = await get().catch(() => undefined);
    if (mine !== wanted) return false;
    if (!frames) {
      problem.value = why;
      source.value = before;
      return false;
    }
    become({ ...frames, type: 'frames', chosen: 0 });
    return true;
  }

  async function readClip(get: (count: number) => Promise<Omit<SourceFrames, 'type' | 'chosen'> | undefined>) {
    const again = async (): Promise<void> => {
      if (!(await read('no-clip', () => get(frameCount.peek())))) return;
      isClip.value = true;
      readAgain = again;
    };
    await again();
  }

  async function readPicture(get: () => Promise<Omit<SourceFrames, 'type' | 'chosen'> | undefined>): Promise<void> {
    if (await read('no-picture', get)) isClip.value = false;
  }

  return {
    source,
    problem,
    frameCount,
    isClip,
    async takeSample(count = 1) {
      samples += 1;
      const serial = samples;
      const get = async (frames: number) => ({ ...(await media.sample(serial, frames)), origin: 'sample' as const });
      if (count > 1) await readClip(get);
      else await readPicture(() => get(1));
    },
    async takeFile(file) {
      if (file.type.startsWith('video/')) {
        await readClip(async (count) => {
          const clip = await media.clip(file, count);
          return clip && { ...clip, origin: 'file' };
        });
        return;
      }
      await readPicture(async () => {
        const picture = await media.picture(file);
        return picture && { frames: [picture], seconds: [0], origin: 'file' };
      });
    },
    async openCamera() {
      wanted += 1;
      const mine = wanted;
      problem.value = undefined;
      const camera = await media.openCamera(() => {
        if (source.peek().type !== 'camera') return;
        problem.value = 'camera-ended';
        become({ type: 'none' });
      });
      const late = mine !== wanted;
      if ('problem' in camera) {
        if (!late) problem.value = `camera-${camera.problem}`;
      } else if (late) camera.close();
      else become({ type: 'camera', camera });
    },
    async takePicture(video) {
      const now = source.peek();
      if (now.type !== 'camera') return;
      const still = await now.camera.take(video);
      // Not there yet: the picture goes on.
      if (!still || source.peek() !== now) return;
      isClip.value = false;
      become({ type: 'frames', frames: [still], seconds: [0], origin: 'camera', chosen: 0 });
    },
    closeCamera() {
      wanted += 1;
      if (source.peek().type === 'camera') become({ type: 'none' });
    },
    choose(frame) {
      const now = source.peek();
      if (now.type === 'frames') source.value = { ...now, chosen: frame };
    },
    async setFrameCount(count) {
      frameCount.value = Math.min(MAX_FRAME_COUNT, Math.max(2, Math.round(count) || FRAME_COUNT));
      if (isClip.peek()) await readAgain?.();
    },
    close() {
      wanted += 1;
      become({ type: 'none' });
    },
  };
}
