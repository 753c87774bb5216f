// What is true of a frame or a clip, in the words and numbers that the demo model learns to give.

import { objectBounds } from './objects.ts';
import {
  type Clip,
  type Colour,
  FRAME_HEIGHT,
  FRAME_WIDTH,
  type Label,
  type SceneObject,
  type Setting,
} from './world.ts';

export type ObjectTruth = {
  label: Label;
  colour: Colour;
  /** [x1, y1, x2, y2] in thousandths of the frame's width and height, as Qwen's models give boxes. */
  bbox_2d: [number, number, number, number];
  moving: boolean;
};

export type FrameTruth = {
  caption: string;
  /** From left to right. */
  objects: ObjectTruth[];
};

const VERBS: Record<Label, string> = { person: 'walks', car: 'drives', dog: 'runs', bicycle: 'rolls', box: 'slides' };

export function frameTruth(clip: Clip, frameIndex: number): FrameTruth {
  const objects = clip.objects
    .map((object) => ({ object, box: objectBounds(clip, object, frameIndex) }))
    .sort((a, b) => a.box.left + a.box.right - b.box.left - b.box.right)
    .map(({ object, box }): ObjectTruth => {
      const x = (value: number) => Math.round((value / FRAME_WIDTH) * 1000);
      const y = (value: number) => Math.round((value / FRAME_HEIGHT) * 1000);
      return {
        label: object.label,
        colour: object.colour,
        bbox_2d: [x(box.left), y(box.top), x(box.right), y(box.bottom)],
        moving: object.travelPx !== 0,
      };
    });
  return { caption: caption(clip.scene.setting, objects), objects };
}

/** One sentence on what moves through the clip and which way. */
export function clipSentence(clip: Clip): string {
  const mover = clip.objects.find((object) => object.travelPx !== 0);
  if (!mover) return 'Nothing moves.';
  const way = mover.travelPx > 0 ? 'from left to right' : 'from right to left';
  return `A ${nameOf(mover)} ${VERBS[mover.label]} ${way}.`;
}

/** The detections as Qwen's models write them, spaces included. */
export function detectionsJson(truth: FrameTruth): string {
  const items = truth.objects.map(({ bbox_2d, label }) => `{"bbox_2d": [${bbox_2d.join(', ')}], "label": "${label}"}`);
  return `[${items.join(', ')}]`;
}

function caption(setting: Setting, objects: readonly ObjectTruth[]): string {
  const names = objects.map((object) => `a ${nameOf(object)}`);
  const last = names.pop();
  if (last === undefined) return `An empty ${setting}.`;
  const list = names.length === 0 ? last : `${names.join(', ')} and ${last}`;
  return `A ${setting} with ${list}.`;
}

function nameOf({ label, colour }: Pick<SceneObject, 'label' | 'colour'>): string {
  return label === 'person' ? `person in ${colour}` : `${colour} ${label}`;
}
