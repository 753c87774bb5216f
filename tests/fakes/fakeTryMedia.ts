import type { CameraProblem, OpenCamera, TryFrames, TryMedia } from '../../src/page/ports.ts';
import { createFakeObjectUrls } from './fakePagePorts.ts';

export interface FakeTryMedia extends TryMedia {
  readonly objectUrls: ReturnType<typeof createFakeObjectUrls>;
  readonly cameras: { readonly opened: number; readonly open: number };
  /** What the next files come to. */
  pictureAs: (file: Blob) => Promise<Blob | undefined>;
  clipAs: (frameCount: number) => Promise<TryFrames | undefined>;
  cameraAs: CameraProblem | 'open';
  /** As where the camera is pulled out. */
  unplug(): void;
}

export const framesOf = (count: number): TryFrames => ({
  frames: Array.from({ length: count }, (_, i) => new Blob([`frame ${i + 1}`])),
  seconds: Array.from({ length: count }, (_, i) => i / 2),
});

export function createFakeTryMedia(): FakeTryMedia {
  let opened = 0;
  let open = 0;
  let onEndNow = (): void => {};
  const media: FakeTryMedia = {
    objectUrls: createFakeObjectUrls(),
    cameras: {
      get opened() {
        return opened;
      },
      get open() {
        return open;
      },
    },
    sample: async (serial, count) => ({ ...framesOf(count), truth: `Scene ${serial} with a red car.` }),
    picture: (file) => media.pictureAs(file),
    clip: (_, count) => media.clipAs(count),
    pictureAs: async (file) => file,
    clipAs: async (count) => framesOf(count),
    cameraAs: 'open',
    async openCamera(onEnd): Promise<OpenCamera | { readonly problem: CameraProblem }> {
      if (media.cameraAs !== 'open') return { problem: media.cameraAs };
      opened += 1;
      open += 1;
      onEndNow = onEnd;
      return {
        show: () => {},
        take: async () => new Blob(['still']),
        close: () => void open--,
      };
    },
    unplug: () => onEndNow(),
  };
  return media;
}
