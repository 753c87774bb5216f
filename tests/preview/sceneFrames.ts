// Frames of the synthetic cameras, drawn by the browser itself, with what is truly in them.
import { createClip } from '../../relay/scenes/createClip.ts';
import { drawFrame } from '../../relay/scenes/drawFrame.ts';
import { frameTruth } from '../../relay/scenes/frameTruth.ts';
import type { Surface } from '../../relay/scenes/pen.ts';
import { createSensor } from '../../relay/scenes/sensor.ts';
import type { SeenObject } from '../../src/protocol/result.ts';

const WIDTH = 1280;
const HEIGHT = 720;

export interface SceneFrame {
  readonly image: Blob;
  readonly sentence: string;
  readonly objects: readonly SeenObject[];
}

export interface SceneFrames {
  draw(seed: number, cameraName: string): Promise<SceneFrame>;
}

export function createSceneFrames(): SceneFrames {
  const frame = createSurface(WIDTH, HEIGHT);
  const sensor = createSensor(createSurface, WIDTH, HEIGHT);
  return {
    async draw(seed, cameraName) {
      const clip = createClip({ seed, frameCount: 1, frameIntervalMs: 500, cameraName });
      drawFrame(frame.context, clip, 0, { width: WIDTH, height: HEIGHT, sensor });
      const image = await new Promise<Blob>((resolve, reject) => {
        frame.picture.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No JPEG came.'))), 'image/jpeg', 0.85);
      });
      const { caption, objects } = frameTruth(clip, 0);
      return {
        image,
        sentence: caption,
        objects: objects.map(({ label, bbox_2d }, i) => ({ id: i + 1, label, bbox: bbox_2d })),
      };
    },
  };
}

function createSurface(width: number, height: number): Surface<HTMLCanvasElement> {
  const picture = document.createElement('canvas');
  picture.width = width;
  picture.height = height;
  const context = picture.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser draws no 2D canvas.');
  return {
    picture,
    // The browser's context is the pen, but for styles that are typed more narrowly there.
    context: context as unknown as Surface<HTMLCanvasElement>['context'],
    editPixels(edit) {
      const image = context.getImageData(0, 0, width, height);
      edit(image.data);
      context.putImageData(image, 0, 0);
    },
  };
}
