import { css, type Hsl, hsl } from './colours.ts';
import { bottomDepthPx, drawPaving, drawSky, drawSpecks, drawTree, fillBand, groundPoint } from './ground.ts';
import { fillEllipse, fillPolygon, horizontalGradient, type Pen, strokeLine, verticalGradient } from './pen.ts';
import type { Random } from './random.ts';
import { FRAME_WIDTH, type Scene } from './world.ts';

const FACADES: readonly Hsl[] = [
  hsl(18, 22, 46),
  hsl(30, 20, 58),
  hsl(40, 16, 66),
  hsl(210, 8, 58),
  hsl(14, 26, 38),
  hsl(90, 6, 54),
  hsl(24, 12, 72),
];

/** A street from across the road: houses, far pavement, two lanes, near pavement. */
export function drawStreet(pen: Pen, scene: Scene, random: Random): void {
  const baseY = scene.horizonY + scene.wallDepthPx;
  drawSky(pen, scene, random);
  let x = -random.between(5, 60);
  while (x < FRAME_WIDTH) {
    const width = random.between(100, 190);
    const top = random.chance(0.55) ? -10 : random.between(26, 62);
    drawHouse(pen, scene, random, x, top, width, baseY);
    x += width + (random.chance(0.25) ? random.between(14, 46) : 0);
  }
  drawGround(pen, scene, random);
  if (random.chance(0.6)) drawTree(pen, random, random.between(40, 600), baseY + 8, random.between(95, 125));
  if (random.chance(0.7)) drawLamp(pen, scene, random.between(30, 610), baseY + 12);
}

function drawHouse(
  pen: Pen,
  scene: Scene,
  random: Random,
  left: number,
  top: number,
  width: number,
  baseY: number,
): void {
  const tone = random.pick(FACADES);
  pen.fillStyle = horizontalGradient(pen, left, left + width, [
    css(tone, scene.light.sunSide * -4),
    css(tone, scene.light.sunSide * 4),
  ]);
  pen.fillRect(left, top, width, baseY - top);
  pen.fillStyle = css(tone, -12, 0.16);
  for (let y = top; y < baseY; y += 4) pen.fillRect(left, y, width, 1);
  pen.fillStyle = verticalGradient(pen, top, baseY, ['rgba(0,0,0,0)', 'rgba(10,10,20,0.22)']);
  pen.fillRect(left, top, width, baseY - top);
  pen.fillStyle = css(tone, 10);
  pen.fillRect(left - 2, top, width + 4, 5);
  pen.fillStyle = css(tone, -16, 0.6);
  pen.fillRect(left - 1, top + 5, width + 2, 2);
  const cell = random.between(32, 44);
  const columns = Math.max(2, Math.floor((width - 8) / cell));
  const step = width / columns;
  const doorAt = random.int(0, columns - 1);
  const shop = random.chance(0.35);
  const doorTone = random.pick([hsl(26, 24, 22), hsl(210, 14, 24), hsl(160, 12, 22), hsl(0, 0, 30)]);
  for (let column = 0; column < columns; column++) {
    const centre = left + (column + 0.5) * step;
    for (let y = baseY - 88; y > top + 8; y -= 40)
      drawWindow(pen, scene, random, centre - step * 0.26, y, step * 0.52, 27, tone);
    if (column === doorAt) drawDoor(pen, centre, baseY, step * 0.42, doorTone, tone);
    else if (shop) drawWindow(pen, scene, random, centre - step * 0.42, baseY - 44, step * 0.84, 33, tone);
    else drawWindow(pen, scene, random, centre - step * 0.26, baseY - 44, step * 0.52, 27, tone);
  }
  pen.fillStyle = css(tone, 6, 0.8);
  pen.fillRect(left, baseY - 54, width, 3);
  pen.fillStyle = css(tone, -16);
  pen.fillRect(left, baseY - 6, width, 6);
  pen.fillStyle = 'rgba(0,0,0,0.28)';
  pen.fillRect(left + width - 2, top, 2, baseY - top);
}

function drawWindow(
  pen: Pen,
  scene: Scene,
  random: Random,
  x: number,
  y: number,
  width: number,
  height: number,
  wall: Hsl,
): void {
  const lit = scene.light.kind === 'dusk' && random.chance(0.45);
  const glass = lit
    ? [css(hsl(42, 70, 72)), css(hsl(36, 62, 58))]
    : [css(hsl(208, 22, 54)), css(hsl(212, 20, 30)), css(hsl(214, 18, 24))];
  pen.fillStyle = css(hsl(40, 8, 80), scene.light.kind === 'dusk' ? -12 : 0);
  pen.fillRect(x - 1.5, y - 1.5, width + 3, height + 3);
  pen.fillStyle = verticalGradient(pen, y, y + height, glass);
  pen.fillRect(x, y, width, height);
  if (random.chance(0.4)) {
    pen.fillStyle = css(hsl(40, 14, 78), 0, 0.6);
    pen.fillRect(x, y, width, height * random.between(0.2, 0.5));
  }
  pen.fillStyle = css(hsl(40, 8, 74));
  pen.fillRect(x + width / 2 - 0.8, y, 1.6, height);
  pen.fillRect(x, y + height * 0.42, width, 1.4);
  pen.fillStyle = css(wall, 14);
  pen.fillRect(x - 3, y + height + 1.5, width + 6, 2.5);
  pen.fillStyle = 'rgba(0,0,0,0.22)';
  pen.fillRect(x - 3, y + height + 4, width + 6, 2);
}

function drawDoor(pen: Pen, centre: number, baseY: number, width: number, tone: Hsl, wall: Hsl): void {
  pen.fillStyle = css(wall, 16);
  pen.fillRect(centre - width / 2 - 3, baseY - 49, width + 6, 49);
  pen.fillStyle = verticalGradient(pen, baseY - 46, baseY, [css(tone, 6), css(tone, -4)]);
  pen.fillRect(centre - width / 2, baseY - 46, width, 46);
  pen.fillStyle = css(tone, 14, 0.6);
  pen.fillRect(centre - width * 0.3, baseY - 41, width * 0.6, 12);
  pen.fillStyle = css(tone, -8);
  pen.fillRect(centre - width * 0.3, baseY - 24, width * 0.6, 18);
  fillEllipse(pen, centre + width * 0.36, baseY - 22, 1.3, 1.3, css(hsl(44, 40, 70)));
}

function drawGround(pen: Pen, scene: Scene, random: Random): void {
  const bottom = bottomDepthPx(scene);
  const farKerb = scene.wallDepthPx + 22;
  const nearKerb = random.between(198, 222);
  const slab = hsl(34, 6, random.between(56, 64));
  const asphalt = hsl(220, 4, random.between(32, 39));
  fillBand(pen, scene, scene.wallDepthPx, farKerb, [css(slab, -12), css(slab)]);
  drawPaving(pen, scene, scene.wallDepthPx + 4, farKerb, 0.9, 'rgba(30,30,36,0.2)');
  fillBand(pen, scene, farKerb, nearKerb, [css(asphalt, 5), css(asphalt), css(asphalt, 3)]);
  drawAsphalt(pen, scene, random, farKerb, nearKerb, asphalt);
  fillBand(pen, scene, farKerb, farKerb + 5, [css(slab, 8), css(slab, -22)]);
  fillBand(pen, scene, nearKerb, bottom, [css(slab, 2), css(slab, -3), css(slab, -9)]);
  drawPaving(pen, scene, nearKerb + 10, bottom, random.between(0.55, 0.8), 'rgba(30,30,36,0.22)');
  fillBand(pen, scene, nearKerb, nearKerb + 10, [css(slab, -20), css(slab, 12), css(slab, 4)]);
  drawSpecks(pen, scene, random, nearKerb, bottom, 120, css(slab, -12, 0.5), css(slab, 10, 0.5));
}

function drawAsphalt(pen: Pen, scene: Scene, random: Random, from: number, to: number, tone: Hsl): void {
  for (const share of [0.2, 0.36, 0.66, 0.84]) {
    fillBand(pen, scene, from + (to - from) * share, from + (to - from) * (share + 0.06), [
      css(tone, 0, 0),
      css(tone, -7, 0.5),
      css(tone, 0, 0),
    ]);
  }
  for (let patch = random.int(1, 3); patch > 0; patch--) {
    const depth = random.between(from + 10, to - 26);
    const rightM = random.between(-4, 4);
    const widthM = random.between(0.8, 2.4);
    fillPolygon(
      pen,
      [
        groundPoint(scene, rightM, depth),
        groundPoint(scene, rightM + widthM, depth),
        groundPoint(scene, rightM + widthM, depth + 16),
        groundPoint(scene, rightM, depth + 16),
      ],
      css(tone, -6, 0.6),
    );
  }
  drawSpecks(pen, scene, random, from, to, 260, css(tone, -9, 0.55), css(tone, 13, 0.45));
  const middle = from + (to - from) * 0.5;
  const gapM = random.between(3.2, 4.4);
  for (let rightM = -14 + random.between(0, gapM); rightM < 14; rightM += gapM) {
    const dash = [
      groundPoint(scene, rightM, middle - 2.5),
      groundPoint(scene, rightM + gapM * 0.55, middle - 2.5),
      groundPoint(scene, rightM + gapM * 0.55, middle + 2.5),
      groundPoint(scene, rightM, middle + 2.5),
    ];
    fillPolygon(pen, dash, css(hsl(44, 8, 78), 0, 0.8));
  }
  const [x, y] = groundPoint(scene, random.between(-3, 3), from + (to - from) * random.between(0.6, 0.8));
  fillEllipse(pen, x, y, 19, 5.5, css(tone, -14));
  fillEllipse(pen, x, y - 0.6, 16.5, 4.4, css(tone, 2));
}

function drawLamp(pen: Pen, scene: Scene, x: number, footY: number): void {
  const steel = css(hsl(215, 6, 26));
  strokeLine(
    pen,
    [
      [x, footY],
      [x, 34],
    ],
    3.6,
    steel,
  );
  strokeLine(
    pen,
    [
      [x - 0.8, footY - 4],
      [x - 0.8, 38],
    ],
    1,
    css(hsl(215, 6, 52), 0, 0.7),
  );
  strokeLine(
    pen,
    [
      [x, 36],
      [x + 8, 29],
      [x + 22, 28],
    ],
    2.6,
    steel,
  );
  fillEllipse(pen, x + 26, 29.5, 9, 3, steel);
  if (scene.light.kind !== 'dusk') return;
  fillEllipse(pen, x + 26, 31.5, 6, 2, css(hsl(44, 90, 84)));
  fillEllipse(pen, x + 26, 33, 20, 15, css(hsl(44, 90, 75), 0, 0.12));
}
