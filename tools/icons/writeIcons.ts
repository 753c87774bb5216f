// Draws the app's icons in public/icons from public/favicon.svg: `node --import tsx tools/icons/writeIcons.ts`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';

const PUBLIC = resolve(import.meta.dirname, '../../public');
/** The side of the SVG's own drawing. */
const SIDE = 32;
/** A system may cut a maskable icon to a circle of four fifths of its side; the corners of the finder have to stay in it. */
const MASKABLE_SCALE = 0.82;
const APPLE_SCALE = 0.92;

const svg = readFileSync(join(PUBLIC, 'favicon.svg'), 'utf8');

/** The ground to the edges, for systems that round the corners themselves, and the drawing smaller. */
function fullBleed(scale: number): string {
  const offset = (SIDE * (1 - scale)) / 2;
  const ground = /<rect[^>]*\/>/;
  return svg
    .replace(
      ground,
      (rect) => `${rect.replace(/ rx="[^"]*"/, '')}<g transform="translate(${offset} ${offset}) scale(${scale})">`,
    )
    .replace('</svg>', '</g></svg>');
}

const ICONS = [
  ['icon-192', 192, svg],
  ['icon-512', 512, svg],
  ['maskable-512', 512, fullBleed(MASKABLE_SCALE)],
  ['apple-touch-180', 180, fullBleed(APPLE_SCALE)],
] as const;

mkdirSync(join(PUBLIC, 'icons'), { recursive: true });
for (const [name, side, drawing] of ICONS) {
  // The drawing is scaled as lines and not as dots: its own size is set first.
  const image = await loadImage(Buffer.from(drawing.replace('<svg ', `<svg width="${side}" height="${side}" `)));
  const canvas = createCanvas(side, side);
  canvas.getContext('2d').drawImage(image, 0, 0, side, side);
  writeFileSync(join(PUBLIC, 'icons', `${name}.png`), canvas.toBuffer('image/png'));
}
