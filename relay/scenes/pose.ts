/** How an object stands in one frame, in its own metres: origin at the feet, y down, facing right. */
export type Pose = {
  /** Angle of the step, in radians; a wheel's turn for a car. */
  phase: number;
  moving: boolean;
  /** Side of the light in the object's own, possibly mirrored, coordinates. */
  lightSide: -1 | 1;
  /** The vanishing point, in the object's own metres. */
  vanishing: readonly [x: number, y: number];
};
