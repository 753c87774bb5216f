import { createRandom, mixSeeds, type Random } from './random.ts';
import { type Light, type LightKind, type Scene, SETTINGS, type Setting } from './world.ts';

// Gains stay near grey: a tint that shows the weather but leaves "yellow" yellow.
const LIGHT_GAINS: Record<LightKind, readonly [number, number, number]> = {
  day: [1, 0.98, 0.93],
  overcast: [0.83, 0.85, 0.88],
  dusk: [0.78, 0.71, 0.74],
};

/** The fixed view of a camera: setting, light and geometry, all from the seed. */
export function createScene(seed: number, wantedSetting?: Setting): Scene {
  const random = createRandom(mixSeeds(seed, 1));
  const drawnSetting = random.pick(SETTINGS);
  const setting = wantedSetting ?? drawnSetting;
  const light = createLight(random);
  switch (setting) {
    case 'street':
      return {
        seed,
        setting,
        light,
        horizonY: random.between(64, 86),
        cameraHeightM: random.between(2.5, 3),
        wallDepthPx: random.between(66, 82),
      };
    case 'yard':
      return {
        seed,
        setting,
        light,
        horizonY: random.between(62, 88),
        cameraHeightM: random.between(2.3, 2.8),
        wallDepthPx: random.between(70, 92),
      };
    case 'room':
      return {
        seed,
        setting,
        light,
        horizonY: random.between(58, 82),
        cameraHeightM: random.between(1.95, 2.35),
        wallDepthPx: random.between(88, 106),
      };
  }
}

function createLight(random: Random): Light {
  const kind = random.pick(['day', 'day', 'overcast', 'dusk'] as const);
  const level = random.between(0.94, 1.03);
  const warmth = random.between(-0.02, 0.02);
  const [red, green, blue] = LIGHT_GAINS[kind];
  return {
    kind,
    gain: [level * (red + warmth), level * green, level * (blue - warmth)],
    vignette: random.between(0.1, 0.28),
    noise: kind === 'dusk' ? random.between(0.6, 0.95) : random.between(0.3, 0.6),
    sunSide: random.chance(0.5) ? 1 : -1,
    shadow: kind === 'day' ? random.between(0.42, 0.55) : random.between(0.3, 0.4),
  };
}
