import { css, type Hsl, hsl } from './colours.ts';
import { drawRoomItem } from './drawRoomItem.ts';
import { bottomDepthPx, drawPaving, fillBand, groundPoint } from './ground.ts';
import { fillPolygon, horizontalGradient, type Pen, strokeLine, verticalGradient } from './pen.ts';
import type { Random } from './random.ts';
import { FRAME_WIDTH, type Scene } from './world.ts';

const WALLS: readonly Hsl[] = [hsl(40, 18, 76), hsl(30, 12, 68), hsl(200, 8, 70), hsl(80, 8, 70), hsl(28, 20, 78)];
const ITEMS = ['window', 'door', 'shelves', 'picture', 'radiator', 'cupboard', 'plain'] as const;

/** A room: one wall with furniture along it, and a floor of boards or tiles. */
export function drawRoom(pen: Pen, scene: Scene, random: Random): void {
  const baseY = scene.horizonY + scene.wallDepthPx;
  const wall = random.pick(WALLS);
  const near = scene.light.sunSide === 1 ? [css(wall, -7), css(wall, 3)] : [css(wall, 3), css(wall, -7)];
  pen.fillStyle = horizontalGradient(pen, 0, FRAME_WIDTH, near);
  pen.fillRect(0, 0, FRAME_WIDTH, baseY + 1);
  pen.fillStyle = verticalGradient(pen, 0, baseY, ['rgba(20,18,30,0.2)', 'rgba(20,18,30,0)', 'rgba(20,18,30,0.12)']);
  pen.fillRect(0, 0, FRAME_WIDTH, baseY);
  if (random.chance(0.3)) {
    pen.fillStyle = css(wall, -9, 0.7);
    pen.fillRect(0, baseY - 44, FRAME_WIDTH, 44);
    pen.fillStyle = css(wall, 8);
    pen.fillRect(0, baseY - 46, FRAME_WIDTH, 3);
  }
  drawFloor(pen, scene, random);
  pen.fillStyle = css(hsl(40, 8, 84), -4);
  pen.fillRect(0, baseY - 7, FRAME_WIDTH, 7);
  pen.fillStyle = 'rgba(20,14,10,0.35)';
  pen.fillRect(0, baseY - 0.5, FRAME_WIDTH, 2);
  const items = random.shuffle(ITEMS);
  let x = random.between(8, 50);
  for (const item of items) {
    const width = random.between(78, 124);
    if (x + width > FRAME_WIDTH + 30) break;
    drawRoomItem(pen, scene, random, item, { left: x, width, baseY });
    x += width + random.between(14, 44);
  }
}

function drawFloor(pen: Pen, scene: Scene, random: Random): void {
  const from = scene.wallDepthPx;
  const bottom = bottomDepthPx(scene);
  const tiles = random.chance(0.35);
  const tone = tiles
    ? random.pick([hsl(34, 8, 60), hsl(210, 5, 54)])
    : random.pick([hsl(28, 34, 40), hsl(32, 30, 52), hsl(22, 28, 30)]);
  fillBand(pen, scene, from, bottom, [css(tone, -6), css(tone, 2), css(tone, -2)]);
  if (tiles) drawPaving(pen, scene, from, bottom, random.between(0.4, 0.6), 'rgba(30,28,26,0.3)');
  else drawBoards(pen, scene, random, tone);
  if (random.chance(0.5)) drawRug(pen, scene, random);
  pen.fillStyle = verticalGradient(pen, scene.horizonY + from, scene.horizonY + from + 46, [
    'rgba(10,8,14,0.34)',
    'rgba(10,8,14,0)',
  ]);
  pen.fillRect(0, scene.horizonY + from, FRAME_WIDTH, 46);
  const glow = pen.createRadialGradient(
    FRAME_WIDTH * (0.5 + 0.22 * scene.light.sunSide),
    250,
    0,
    FRAME_WIDTH * (0.5 + 0.22 * scene.light.sunSide),
    250,
    210,
  );
  glow.addColorStop(0, 'rgba(255,244,220,0.2)');
  glow.addColorStop(1, 'rgba(255,244,220,0)');
  pen.fillStyle = glow;
  pen.fillRect(0, scene.horizonY + from, FRAME_WIDTH, bottom - from);
}

function drawBoards(pen: Pen, scene: Scene, random: Random, tone: Hsl): void {
  const from = scene.wallDepthPx;
  const bottom = bottomDepthPx(scene);
  const boardM = random.between(0.16, 0.24);
  const reachM = ((FRAME_WIDTH / 2) * scene.cameraHeightM) / from + boardM;
  for (let rightM = -reachM; rightM < reachM; rightM += boardM) {
    const corners = [
      groundPoint(scene, rightM, from),
      groundPoint(scene, rightM + boardM, from),
      groundPoint(scene, rightM + boardM, bottom),
      groundPoint(scene, rightM, bottom),
    ];
    fillPolygon(pen, corners, css(tone, random.between(-5, 5), 0.55));
    strokeLine(pen, [groundPoint(scene, rightM, from), groundPoint(scene, rightM, bottom)], 0.9, css(tone, -18, 0.55));
    const jointDepth = random.between(from, bottom);
    strokeLine(
      pen,
      [groundPoint(scene, rightM, jointDepth), groundPoint(scene, rightM + boardM, jointDepth)],
      1,
      css(tone, -20, 0.6),
    );
  }
}

function drawRug(pen: Pen, scene: Scene, random: Random): void {
  const tone = random.pick([hsl(30, 12, 58), hsl(210, 10, 44), hsl(20, 14, 44), hsl(60, 6, 50)]);
  const far = random.between(130, 160);
  const near = random.between(225, 262);
  const left = random.between(-1.9, -1.2);
  const right = random.between(1.2, 1.9);
  const frame = (inset: number) => [
    groundPoint(scene, left + inset, far + inset * 26),
    groundPoint(scene, right - inset, far + inset * 26),
    groundPoint(scene, right - inset, near - inset * 40),
    groundPoint(scene, left + inset, near - inset * 40),
  ];
  fillPolygon(pen, frame(0), css(tone, -8));
  fillPolygon(pen, frame(0.07), css(tone, 12));
  fillPolygon(pen, frame(0.14), css(tone, -2));
  fillPolygon(pen, frame(0.45), css(tone, 4));
}
