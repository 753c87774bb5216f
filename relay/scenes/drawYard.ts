import { css, type Hsl, hsl } from './colours.ts';
import {
  bottomDepthPx,
  drawFoliage,
  drawPaving,
  drawSky,
  drawSpecks,
  drawTree,
  fillBand,
  groundPoint,
} from './ground.ts';
import { fillEllipse, fillPolygon, horizontalGradient, type Pen, strokeLine, verticalGradient } from './pen.ts';
import type { Random } from './random.ts';
import { FRAME_WIDTH, type Scene } from './world.ts';

/** A back yard: trees behind a fence or hedge, grass, and a path across or away from the camera. */
export function drawYard(pen: Pen, scene: Scene, random: Random): void {
  const baseY = scene.horizonY + scene.wallDepthPx;
  drawSky(pen, scene, random);
  drawFarTrees(pen, random, baseY);
  const barrier = random.pick(['fence', 'fence', 'hedge', 'wall'] as const);
  const barrierTop = baseY - random.between(58, 76);
  if (barrier === 'fence') drawFence(pen, scene, random, barrierTop, baseY);
  else if (barrier === 'hedge') drawHedge(pen, random, barrierTop, baseY);
  else drawWall(pen, random, barrierTop, baseY);
  if (random.chance(0.45)) drawHouse(pen, scene, random, baseY);
  drawGrass(pen, scene, random);
  for (let shrub = random.int(1, 4); shrub > 0; shrub--) {
    const tone = hsl(random.between(80, 112), 24, random.between(24, 32));
    drawFoliage(
      pen,
      random,
      random.between(0, FRAME_WIDTH),
      baseY - 2,
      random.between(18, 36),
      random.between(11, 20),
      tone,
    );
  }
  if (random.chance(0.6))
    drawTree(
      pen,
      random,
      random.chance(0.5) ? random.between(14, 120) : random.between(520, 626),
      baseY + 8,
      random.between(120, 160),
    );
}

function drawFarTrees(pen: Pen, random: Random, baseY: number): void {
  const hue = random.between(80, 110);
  for (let x = -20; x < FRAME_WIDTH + 40; x += random.between(36, 70)) {
    drawFoliage(
      pen,
      random,
      x,
      baseY - random.between(58, 92),
      random.between(30, 52),
      random.between(26, 44),
      hsl(hue, 18, random.between(30, 38)),
    );
  }
}

function drawFence(pen: Pen, scene: Scene, random: Random, top: number, baseY: number): void {
  const tone = random.pick([hsl(28, 26, 40), hsl(32, 16, 54), hsl(24, 20, 32), hsl(36, 6, 62)]);
  const plank = random.between(10, 16);
  for (let x = -random.between(0, plank); x < FRAME_WIDTH; x += plank) {
    const own = hsl(tone.hue, tone.saturation, tone.lightness + random.between(-4, 4));
    pen.fillStyle = horizontalGradient(pen, x, x + plank, [
      css(own, scene.light.sunSide * -4),
      css(own, scene.light.sunSide * 4),
    ]);
    pen.fillRect(x, top + random.between(0, 2), plank - 1.2, baseY - top);
    pen.fillStyle = css(tone, -20);
    pen.fillRect(x + plank - 1.2, top + 3, 1.2, baseY - top - 3);
  }
  pen.fillStyle = css(tone, 9);
  pen.fillRect(0, top - 2, FRAME_WIDTH, 4);
  pen.fillStyle = css(tone, -14, 0.5);
  pen.fillRect(0, top + 3, FRAME_WIDTH, 3);
  for (let x = random.between(0, 60); x < FRAME_WIDTH; x += 112) {
    pen.fillStyle = horizontalGradient(pen, x, x + 8, [css(tone, 4), css(tone, -8)]);
    pen.fillRect(x, top - 7, 8, baseY - top + 7);
  }
  shadeFoot(pen, top, baseY);
}

function drawHedge(pen: Pen, random: Random, top: number, baseY: number): void {
  const tone = hsl(random.between(88, 112), random.between(22, 30), random.between(24, 30));
  pen.fillStyle = css(tone, -8);
  pen.fillRect(0, top + 6, FRAME_WIDTH, baseY - top - 6);
  for (let patch = 0; patch < 420; patch++) {
    const y = random.between(top + 3, baseY);
    const light = 8 - (16 * (y - top)) / (baseY - top) + random.between(-4, 4);
    fillEllipse(
      pen,
      random.between(0, FRAME_WIDTH),
      y,
      random.between(4, 10),
      random.between(3, 6),
      css(tone, light, 0.7),
    );
  }
  shadeFoot(pen, top, baseY);
}

function drawWall(pen: Pen, random: Random, top: number, baseY: number): void {
  const tone = random.pick([hsl(16, 24, 44), hsl(34, 10, 60), hsl(20, 14, 50)]);
  pen.fillStyle = css(tone, 4);
  pen.fillRect(0, top, FRAME_WIDTH, baseY - top);
  for (let row = 0; top + row * 7 < baseY; row++) {
    for (let x = row % 2 === 0 ? 0 : -9; x < FRAME_WIDTH; x += 18) {
      pen.fillStyle = css(tone, random.between(-5, 3));
      pen.fillRect(x, top + row * 7, 17, 6);
    }
  }
  pen.fillStyle = css(hsl(36, 6, 66));
  pen.fillRect(0, top - 4, FRAME_WIDTH, 6);
  shadeFoot(pen, top, baseY);
}

function shadeFoot(pen: Pen, top: number, baseY: number): void {
  pen.fillStyle = verticalGradient(pen, top, baseY, ['rgba(8,14,10,0)', 'rgba(8,14,10,0.08)', 'rgba(8,14,10,0.38)']);
  pen.fillRect(0, top, FRAME_WIDTH, baseY - top);
}

function drawHouse(pen: Pen, scene: Scene, random: Random, baseY: number): void {
  const width = random.between(130, 210);
  const left = random.chance(0.5) ? -20 : FRAME_WIDTH + 20 - width;
  const tone = random.pick([hsl(36, 16, 70), hsl(20, 18, 52), hsl(210, 6, 62)]);
  pen.fillStyle = verticalGradient(pen, 0, baseY, [css(tone, 3), css(tone, -9)]);
  pen.fillRect(left, 0, width, baseY + 3);
  pen.fillStyle = css(tone, -12, 0.3);
  for (let y = 6; y < baseY; y += 8) pen.fillRect(left, y, width, 1);
  const lit = scene.light.kind === 'dusk';
  const x = left + width * 0.3;
  pen.fillStyle = css(hsl(40, 8, 84));
  pen.fillRect(x - 3, 50, width * 0.4 + 6, 52);
  pen.fillStyle = verticalGradient(
    pen,
    53,
    99,
    lit ? [css(hsl(42, 70, 72)), css(hsl(34, 60, 56))] : [css(hsl(206, 24, 60)), css(hsl(212, 20, 30))],
  );
  pen.fillRect(x, 53, width * 0.4, 46);
  pen.fillStyle = css(hsl(40, 8, 80));
  pen.fillRect(x + width * 0.2 - 1.5, 53, 3, 46);
  pen.fillRect(x, 72, width * 0.4, 2);
  pen.fillStyle = css(tone, -24);
  pen.fillRect(left, baseY - 8, width, 11);
}

function drawGrass(pen: Pen, scene: Scene, random: Random): void {
  const bottom = bottomDepthPx(scene);
  const from = scene.wallDepthPx;
  // Dull and yellowish on purpose: a green car has to stand out on it.
  const tone = hsl(random.between(72, 90), random.between(20, 30), random.between(38, 46));
  fillBand(pen, scene, from, bottom, [css(tone, -10), css(tone), css(tone, 3), css(tone, -3)]);
  drawBlotches(pen, scene, random, tone);
  const path = random.pick(['across', 'away', 'patio', 'none'] as const);
  const stone = hsl(34, 9, random.between(54, 64));
  if (path === 'across') {
    const depth = random.between(from + 40, from + 70);
    fillBand(pen, scene, depth, depth + 52, [css(stone, -6), css(stone, 2)]);
    drawPaving(pen, scene, depth, depth + 52, 0.6, 'rgba(40,38,30,0.28)');
  } else if (path === 'away') {
    const rightM = random.between(-2.2, 1.4);
    const sides = [
      groundPoint(scene, rightM, from),
      groundPoint(scene, rightM + 1, from),
      groundPoint(scene, rightM + 1, bottom),
      groundPoint(scene, rightM, bottom),
    ];
    fillPolygon(
      pen,
      sides,
      verticalGradient(pen, scene.horizonY + from, scene.horizonY + bottom, [css(stone, -9), css(stone)]),
    );
    for (let row = 1 / bottom; row < 1 / from; row += 0.00042) {
      strokeLine(
        pen,
        [groundPoint(scene, rightM, 1 / row), groundPoint(scene, rightM + 1, 1 / row)],
        1,
        'rgba(40,38,30,0.3)',
      );
    }
  } else if (path === 'patio') {
    const depth = random.between(195, 230);
    fillBand(pen, scene, depth, bottom, [css(stone, -4), css(stone, 2), css(stone, -5)]);
    drawPaving(pen, scene, depth, bottom, 0.55, 'rgba(40,38,30,0.26)');
    fillBand(pen, scene, depth - 3, depth + 1, [css(tone, -14), css(stone, -16)]);
  }
  drawSpecks(pen, scene, random, from, bottom, 160, css(tone, -14, 0.4), css(tone, 12, 0.4));
}

function drawBlotches(pen: Pen, scene: Scene, random: Random, tone: Hsl): void {
  const bottom = bottomDepthPx(scene);
  for (let blotch = 0; blotch < 40; blotch++) {
    const depth = random.between(scene.wallDepthPx, bottom);
    fillEllipse(
      pen,
      random.between(0, FRAME_WIDTH),
      scene.horizonY + depth,
      depth * random.between(0.15, 0.5),
      depth * 0.07,
      css(tone, random.between(-6, 6), 0.16),
    );
  }
  for (let tuft = 0; tuft < 420; tuft++) {
    const depth = random.between(scene.wallDepthPx, bottom);
    const x = random.between(0, FRAME_WIDTH);
    const size = depth * random.between(0.012, 0.03);
    pen.fillStyle = css(tone, random.between(-10, 8), 0.5);
    pen.fillRect(x, scene.horizonY + depth - size, 1.1, size);
    pen.fillRect(x + 1.6, scene.horizonY + depth - size * 0.7, 1, size * 0.7);
  }
}
