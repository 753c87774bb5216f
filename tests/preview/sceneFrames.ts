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
      const image = await kept(`${seed} ${cameraName}`, () => {
        drawFrame(frame.context, clip, 0, { width: WIDTH, height: HEIGHT, sensor });
        return new Promise<Blob>((resolve, reject) => {
          const done = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error('No JPEG came.')));
          frame.picture.toBlob(done, 'image/jpeg', 0.85);
        });
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

/** Drawn once for all the screens that show it, as the sensor's noise takes its time. */
async function kept(name: string, draw: () => Promise<Blob>): Promise<Blob> {
  const cache = await caches.open('scene-frames');
  const url = `/scene-frames/${encodeURIComponent(name)}`;
  const known = await cache.match(url);
  if (known) return known.blob();
  const image = await draw();
  await cache.put(url, new Response(image));
  return image;
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
