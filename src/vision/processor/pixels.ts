// Pictures as bytes, rows from the top, without padding.

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A decoded frame: RGBA. */
export interface Pixels extends Size {
  readonly data: Uint8ClampedArray;
}

/** What the model sees: RGB. */
export interface RgbPixels extends Size {
  readonly data: Uint8ClampedArray;
}
