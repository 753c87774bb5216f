import { drawRoom } from './drawRoom.ts';
import { drawStreet } from './drawStreet.ts';
import { drawYard } from './drawYard.ts';
import type { Pen } from './pen.ts';
import { createRandom, mixSeeds } from './random.ts';
import { FRAME_HEIGHT, FRAME_WIDTH, type Scene } from './world.ts';

const DRAWERS = { street: drawStreet, yard: drawYard, room: drawRoom };

/** The fixed background of a camera, before light and noise. It is the slow part: keep the picture where you can. */
export function drawBackdrop(pen: Pen, scene: Scene, size: { width: number; height: number }): void {
  pen.save();
  // Bands meet on fractions of a pixel; without a ground the last picture would shine through there.
  pen.fillStyle = '#6b6b6b';
  pen.fillRect(0, 0, size.width, size.height);
  pen.scale(size.width / FRAME_WIDTH, size.height / FRAME_HEIGHT);
  DRAWERS[scene.setting](pen, scene, createRandom(mixSeeds(scene.seed, 5)));
  pen.restore();
}
