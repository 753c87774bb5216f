// The bar at the top with the camera's name and the time. Drawn from little rects: a small machine
// has no fonts, and the relay must show the same letters everywhere.

import type { Pen } from './pen.ts';
import { FRAME_WIDTH, STRIP_HEIGHT } from './world.ts';

const FIRST_CODE = 0x20;
const GLYPH_COLUMNS = 5;
const DOT_PX = 2;
const ADVANCE_PX = (GLYPH_COLUMNS + 1) * DOT_PX;

// 5x7 letters (8 rows with descenders), one hex pair per column, lowest bit at the top, from " " to "z".
const FONT = (
  '0000000000 00005F0000 0007000700 147F147F14 242A7F2A12 2313086462 3649562050 0000070000 001C224100 0041221C00 ' +
  '2A1C7F1C2A 08083E0808 0080703000 0808080808 0000606000 2010080402 3E5149453E 00427F4000 7249494946 2141494D33 ' +
  '1814127F10 2745454539 3C4A494931 4121110907 3649494936 464949291E 0036360000 0056360000 0008142241 1414141414 ' +
  '4122140800 0201590906 3E415D594E 7C1211127C 7F49494936 3E41414122 7F4141413E 7F49494941 7F09090901 3E41415173 ' +
  '7F0808087F 00417F4100 2040413F01 7F08142241 7F40404040 7F021C027F 7F0408107F 3E4141413E 7F09090906 3E4151215E ' +
  '7F09192946 2649494932 03017F0103 3F4040403F 1F2040201F 3F4038403F 6314081463 0304780403 6159494D43 007F414141 ' +
  '0204081020 004141417F 0402010204 4040404040 0003070800 2054547840 7F28444438 3844444428 384444287F 3854545418 ' +
  '00087E0902 18A4A49C78 7F08040478 00447D4000 2040403D00 7F10284400 00417F4000 7C04780478 7C08040478 3844444438 ' +
  'FC18242418 18242418FC 7C08040408 4854545424 04043F4424 3C4040207C 1C2040201C 3C4030403C 4428102844 4C9090907C 4464544C44'
).split(' ');

/** Draws in reference pixels; the caller has already scaled the pen to the frame. */
export function drawStrip(pen: Pen, cameraName: string, timeMs: number): void {
  pen.fillStyle = '#000';
  pen.fillRect(0, 0, FRAME_WIDTH, STRIP_HEIGHT);
  pen.fillStyle = '#f2f2f2';
  const nameWidth = drawText(pen, cameraName, 8, 4);
  drawText(pen, formatTime(timeMs), 8 + nameWidth + ADVANCE_PX, 4);
}

/** "2026-11-23 14:02:11.480", in UTC so that a seed gives the same picture in every time zone. */
export function formatTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace('T', ' ').replace('Z', '');
}

function drawText(pen: Pen, text: string, left: number, top: number): number {
  for (let index = 0; index < text.length; index++) {
    const glyph = FONT[text.charCodeAt(index) - FIRST_CODE] ?? FONT[0] ?? '';
    for (let column = 0; column < GLYPH_COLUMNS; column++) {
      drawColumn(
        pen,
        Number.parseInt(glyph.slice(column * 2, column * 2 + 2), 16),
        left + index * ADVANCE_PX + column * DOT_PX,
        top,
      );
    }
  }
  return text.length * ADVANCE_PX;
}

/** One rect for each run of dots, not one a dot. */
function drawColumn(pen: Pen, bits: number, x: number, top: number): void {
  let row = 0;
  while (row < 8) {
    if (!(bits & (1 << row))) {
      row++;
      continue;
    }
    const start = row;
    while (row < 8 && bits & (1 << row)) row++;
    pen.fillRect(x, top + start * DOT_PX, DOT_PX, (row - start) * DOT_PX);
  }
}
