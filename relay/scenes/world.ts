// The shapes of the synthetic world. Lengths in pixels are on the reference frame of 640x360;
// drawing scales to whatever size is asked for.

export const FRAME_WIDTH = 640;
export const FRAME_HEIGHT = 360;
/** The black bar with the camera's name and time; no object reaches into it. */
export const STRIP_HEIGHT = 22;

export const SETTINGS = ['street', 'yard', 'room'] as const;
export type Setting = (typeof SETTINGS)[number];
export type Label = 'person' | 'car' | 'bicycle' | 'box' | 'dog';
export type Colour = 'red' | 'blue' | 'green' | 'yellow' | 'brown' | 'white';
export type LightKind = 'day' | 'overcast' | 'dusk';

/** What the sensor makes of the scene: everything here is applied per frame, over the cached background. */
export type Light = {
  kind: LightKind;
  /** Each at most 1: light is only ever taken away. */
  gain: readonly [red: number, green: number, blue: number];
  vignette: number;
  noise: number;
  /** Where the light comes from: -1 left, 1 right. */
  sunSide: -1 | 1;
  shadow: number;
};

/** The fixed part of a camera's view. */
export type Scene = {
  seed: number;
  setting: Setting;
  light: Light;
  horizonY: number;
  cameraHeightM: number;
  /** Ground distance below the horizon, in pixels, where the ground meets the background. */
  wallDepthPx: number;
};

export type SceneObject = {
  label: Label;
  colour: Colour;
  /** Fixes everything about its looks that the labels do not name. */
  seed: number;
  /** Foot point in frame 0. */
  startX: number;
  /** Foot point's distance below the horizon: the nearer, the larger. */
  depthPx: number;
  facing: -1 | 1;
  /** Signed way from the first frame to the last; 0 stands still. */
  travelPx: number;
  sizeM: number;
};

export type Clip = {
  seed: number;
  scene: Scene;
  objects: readonly SceneObject[];
  frameCount: number;
  frameIntervalMs: number;
  startMs: number;
  cameraName: string;
  /** Slow change of light between clips, 1 is neutral. */
  exposure: number;
};
