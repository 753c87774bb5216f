import type { AskMetadata } from './ask.ts';

/** What a camera gives for one job: one frame, or several of one moment in the order of time. */
export interface Shot {
  /** JPEGs, all of the same size. */
  readonly frames: readonly Buffer[];
  readonly width: number;
  readonly height: number;
  /** Of each frame, in seconds since the first. */
  readonly timesSeconds: readonly number[];
  /** What is really there, where the camera knows. Never goes over the wire: tests compare results with it. */
  readonly truth?: ShotTruth;
}

export interface ShotTruth {
  /** One a frame. */
  readonly captions: readonly string[];
  /** One list a frame, as the scene tells it. */
  readonly objects: readonly (readonly unknown[])[];
  /** What happens across the frames. */
  readonly sentence: string;
}

export interface Camera {
  readonly serviceId: string;
  /** For people. */
  readonly name: string;
  /** What its jobs ask, where they ask something in particular. */
  readonly ask?: AskMetadata;
  next(): Promise<Shot>;
}
