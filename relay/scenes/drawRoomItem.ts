import { css, type Hsl, hsl } from './colours.ts';
import { fillEllipse, fillPolygon, horizontalGradient, type Pen, strokeLine, verticalGradient } from './pen.ts';
import type { Random } from './random.ts';
import type { Scene } from './world.ts';

export type RoomItem = 'window' | 'door' | 'shelves' | 'picture' | 'radiator' | 'cupboard' | 'plain';
type Place = { left: number; width: number; baseY: number };

/** One thing that stands at or hangs on the wall. All of them keep to dull tones, unlike the objects. */
export function drawRoomItem(pen: Pen, scene: Scene, random: Random, item: RoomItem, place: Place): void {
  switch (item) {
    case 'window':
      drawWindow(pen, scene, place);
      break;
    case 'door':
      drawDoor(pen, random, place);
      break;
    case 'shelves':
      drawShelves(pen, random, place);
      break;
    case 'picture':
      drawPicture(pen, random, place);
      break;
    case 'radiator':
      drawRadiator(pen, place);
      break;
    case 'cupboard':
      drawCupboard(pen, random, place);
      break;
    case 'plain':
      break;
  }
}

function fillBox(pen: Pen, fill: unknown, x: number, y: number, width: number, height: number): void {
  pen.fillStyle = fill;
  pen.fillRect(x, y, width, height);
}

function drawWindow(pen: Pen, scene: Scene, { left, width, baseY }: Place): void {
  const top = 34;
  const height = baseY - 52 - top;
  const views: Record<Scene['light']['kind'], readonly [Hsl, Hsl]> = {
    day: [hsl(206, 44, 74), hsl(90, 16, 66)],
    overcast: [hsl(210, 8, 80), hsl(100, 6, 66)],
    dusk: [hsl(228, 30, 34), hsl(24, 34, 46)],
  };
  const [sky, land] = views[scene.light.kind];
  fillBox(pen, css(hsl(40, 8, 88)), left - 4, top - 4, width + 8, height + 8);
  fillBox(pen, verticalGradient(pen, top, top + height, [css(sky), css(sky, 8), css(land)]), left, top, width, height);
  fillBox(pen, css(hsl(40, 8, 82)), left + width / 2 - 2.5, top, 5, height);
  fillBox(pen, css(hsl(40, 8, 82)), left, top + height * 0.4, width, 3);
  fillBox(pen, css(hsl(40, 8, 92)), left - 8, top + height + 4, width + 16, 5);
  fillBox(pen, 'rgba(0,0,0,0.2)', left - 8, top + height + 9, width + 16, 3);
  const cloth = hsl(34, 12, 62);
  for (const [x, w] of [
    [left - 10, width * 0.2],
    [left + width * 0.8 + 10, width * 0.2],
  ] as const) {
    for (let fold = 0; fold < 4; fold++) {
      fillBox(
        pen,
        horizontalGradient(pen, x + (fold * w) / 4, x + ((fold + 1) * w) / 4, [css(cloth, 7), css(cloth, -9)]),
        x + (fold * w) / 4,
        top - 8,
        w / 4,
        height + 26,
      );
    }
  }
}

function drawDoor(pen: Pen, random: Random, { left, width, baseY }: Place): void {
  const tone = random.pick([hsl(28, 30, 36), hsl(40, 10, 80), hsl(24, 24, 26), hsl(210, 8, 52)]);
  const doorWidth = Math.min(width, 66);
  const top = baseY - 122;
  fillBox(pen, css(hsl(40, 8, 82), -3), left - 6, top - 6, doorWidth + 12, baseY - top + 6);
  fillBox(
    pen,
    horizontalGradient(pen, left, left + doorWidth, [css(tone, 4), css(tone, -5)]),
    left,
    top,
    doorWidth,
    baseY - top,
  );
  for (const [y, height] of [
    [top + 10, 42],
    [top + 62, 50],
  ] as const) {
    for (const x of [left + 7, left + doorWidth / 2 + 3]) {
      fillBox(pen, css(tone, -10), x, y, doorWidth / 2 - 10, height);
      fillBox(pen, css(tone, 2), x + 2, y + 2, doorWidth / 2 - 13, height - 3);
    }
  }
  fillEllipse(pen, left + doorWidth - 7, baseY - 58, 2.6, 2.6, css(hsl(44, 30, 66)));
}

function drawShelves(pen: Pen, random: Random, { left, width, baseY }: Place): void {
  const wood = random.pick([hsl(28, 28, 34), hsl(34, 24, 52), hsl(30, 6, 76)]);
  const top = baseY - random.between(100, 128);
  fillBox(pen, css(wood, -12), left, top, width, baseY - top);
  const rows = 4;
  const step = (baseY - top - 8) / rows;
  for (let row = 0; row < rows; row++) {
    const floor = top + (row + 1) * step;
    let x = left + 6;
    const end = left + width - 6;
    while (x < end - 8) {
      const thick = random.between(3.5, 8);
      const height = step * random.between(0.5, 0.82);
      if (random.chance(0.84)) {
        const book = hsl(random.between(0, 360), random.between(6, 20), random.between(26, 66));
        fillBox(
          pen,
          horizontalGradient(pen, x, x + thick, [css(book, 5), css(book, -7)]),
          x,
          floor - height,
          thick,
          height,
        );
      } else x += random.between(4, 14);
      x += thick + 0.8;
    }
    fillBox(pen, css(wood, 7), left, floor, width, 3.2);
  }
  fillBox(pen, css(wood, 4), left, top, 4, baseY - top);
  fillBox(pen, css(wood, -3), left + width - 4, top, 4, baseY - top);
  fillBox(pen, css(wood, 10), left - 2, top - 3, width + 4, 4);
}

function drawPicture(pen: Pen, random: Random, { left, width, baseY }: Place): void {
  const top = random.between(40, 56);
  const height = random.between(42, 58);
  const w = width * 0.8;
  const view = hsl(random.between(20, 220), 12, 58);
  fillBox(pen, 'rgba(0,0,0,0.2)', left + 2, top + 3, w + 2, height + 2);
  fillBox(pen, css(hsl(28, 20, 26)), left, top, w, height);
  fillBox(pen, css(hsl(42, 14, 86)), left + 4, top + 4, w - 8, height - 8);
  fillBox(
    pen,
    verticalGradient(pen, top, top + height, [css(view, 14), css(view, -8)]),
    left + 10,
    top + 10,
    w - 20,
    height - 20,
  );
  fillPolygon(
    pen,
    [
      [left + 10, top + height - 10],
      [left + w * 0.4, top + height * 0.45],
      [left + w - 10, top + height - 10],
    ],
    css(view, -16),
  );
  if (random.chance(0.6)) drawPlant(pen, random, left + width * 0.4, baseY);
}

function drawPlant(pen: Pen, random: Random, x: number, baseY: number): void {
  for (let leaf = 0; leaf < 13; leaf++) {
    const lean = random.between(-1, 1);
    const tip = baseY - random.between(34, 58);
    strokeLine(
      pen,
      [
        [x, baseY - 16],
        [x + lean * 9, (tip + baseY - 16) / 2],
        [x + lean * 21, tip + Math.abs(lean) * 12],
      ],
      3.4,
      css(hsl(96, 22, random.between(24, 36))),
    );
  }
  fillPolygon(
    pen,
    [
      [x - 10, baseY - 18],
      [x + 10, baseY - 18],
      [x + 7, baseY + 3],
      [x - 7, baseY + 3],
    ],
    horizontalGradient(pen, x - 10, x + 10, [css(hsl(36, 8, 78)), css(hsl(36, 8, 56))]),
  );
}

function drawRadiator(pen: Pen, { left, width, baseY }: Place): void {
  const metal = hsl(40, 6, 82);
  const top = baseY - 46;
  fillBox(pen, 'rgba(0,0,0,0.18)', left + 2, top + 4, width, 38);
  for (let x = left; x < left + width - 5; x += 9) {
    fillBox(pen, horizontalGradient(pen, x, x + 9, [css(metal, -12), css(metal, 7), css(metal, -16)]), x, top, 8.4, 38);
  }
  fillBox(pen, css(metal, 6), left - 1, top - 2, width, 4);
}

function drawCupboard(pen: Pen, random: Random, { left, width, baseY }: Place): void {
  const wood = random.pick([hsl(28, 26, 38), hsl(36, 18, 62), hsl(20, 20, 28)]);
  const top = baseY - random.between(52, 66);
  fillBox(pen, verticalGradient(pen, top, baseY, [css(wood, 3), css(wood, -6)]), left, top, width, baseY - top + 3);
  for (const share of [0.03, 0.52]) {
    fillBox(pen, css(wood, -9), left + width * share, top + 7, width * 0.45, baseY - top - 10);
    fillBox(pen, css(wood, 3), left + width * share + 2, top + 9, width * 0.45 - 4, baseY - top - 14);
  }
  for (const share of [0.45, 0.55]) fillEllipse(pen, left + width * share, top + 30, 1.8, 1.8, css(hsl(44, 24, 68)));
  fillBox(pen, css(wood, 11), left - 3, top - 4, width + 6, 5);
  const shade = css(hsl(40, 26, 84));
  fillPolygon(
    pen,
    [
      [left + width * 0.2, top - 34],
      [left + width * 0.36, top - 34],
      [left + width * 0.42, top - 16],
      [left + width * 0.14, top - 16],
    ],
    shade,
  );
  strokeLine(
    pen,
    [
      [left + width * 0.28, top - 16],
      [left + width * 0.28, top - 4],
    ],
    2.4,
    css(wood, -10),
  );
}
