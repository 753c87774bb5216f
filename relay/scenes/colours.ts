import type { Random } from './random.ts';
import type { Colour } from './world.ts';

export type Hsl = { hue: number; saturation: number; lightness: number };

/** A CSS colour; `lighter` is added to the lightness (percent points, may be negative). */
export function css({ hue, saturation, lightness }: Hsl, lighter = 0, alpha = 1): string {
  const light = Math.min(100, Math.max(0, lightness + lighter));
  return `hsla(${hue.toFixed(1)},${saturation.toFixed(1)}%,${light.toFixed(1)}%,${alpha})`;
}

export const hsl = (hue: number, saturation: number, lightness: number): Hsl => ({ hue, saturation, lightness });

// Narrow bands: a word like "red" has to stay true in every light, so the hues keep
// well apart and only the tone varies between objects.
const BANDS: Record<Colour, { hue: [number, number]; saturation: [number, number]; lightness: [number, number] }> = {
  red: { hue: [-4, 5], saturation: [66, 80], lightness: [38, 46] },
  blue: { hue: [212, 226], saturation: [62, 80], lightness: [40, 50] },
  green: { hue: [136, 154], saturation: [55, 72], lightness: [30, 39] },
  yellow: { hue: [46, 53], saturation: [84, 96], lightness: [50, 57] },
  brown: { hue: [24, 31], saturation: [38, 50], lightness: [25, 33] },
  white: { hue: [30, 50], saturation: [10, 24], lightness: [84, 90] },
};

/** A seeded tone of a named colour. */
export function toneOf(colour: Colour, random: Random): Hsl {
  const band = BANDS[colour];
  return hsl(random.between(...band.hue), random.between(...band.saturation), random.between(...band.lightness));
}

/** Three stops across a round body: dark on the side away from the light. */
export function shadeStops(tone: Hsl, lightSide: -1 | 1): string[] {
  const stops = [css(tone, -11), css(tone), css(tone, 6)];
  return lightSide === 1 ? stops : stops.reverse();
}
