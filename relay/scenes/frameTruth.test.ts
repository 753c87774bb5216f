import { describe, expect, it } from 'vitest';
import { createScene } from './createScene.ts';
import { clipSentence, detectionsJson, frameTruth } from './frameTruth.ts';
import type { Clip, SceneObject } from './world.ts';

const object = (part: Partial<SceneObject>): SceneObject => ({
  label: 'person',
  colour: 'blue',
  seed: 1,
  startX: 300,
  depthPx: 180,
  facing: 1,
  travelPx: 0,
  sizeM: 1.7,
  ...part,
});

const clipOf = (...objects: SceneObject[]): Clip => ({
  seed: 1,
  scene: createScene(1, 'street'),
  objects,
  frameCount: 5,
  frameIntervalMs: 500,
  startMs: 0,
  cameraName: 'test',
  exposure: 1,
});

describe('frameTruth', () => {
  it('names the objects from left to right with a final and', () => {
    const dog = object({ label: 'dog', colour: 'brown', startX: 520, sizeM: 1 });
    const car = object({ label: 'car', colour: 'red', startX: 130, depthPx: 120, sizeM: 3.5 });
    const truth = frameTruth(clipOf(dog, object({}), car), 0);
    expect(truth.caption).toBe('A street with a red car, a person in blue and a brown dog.');
    expect(truth.objects.map(({ label }) => label)).toEqual(['car', 'person', 'dog']);
    expect(frameTruth(clipOf(car, dog), 0).caption).toBe('A street with a red car and a brown dog.');
    expect(frameTruth(clipOf(car), 0).caption).toBe('A street with a red car.');
    expect(frameTruth(clipOf(), 0).caption).toBe('An empty street.');
  });

  it('moves the box of what moves and marks it', () => {
    const clip = clipOf(object({ startX: 150, travelPx: 300 }));
    const [first, last] = [frameTruth(clip, 0).objects[0], frameTruth(clip, 4).objects[0]];
    expect(first?.moving).toBe(true);
    expect((last?.bbox_2d[0] ?? 0) - (first?.bbox_2d[0] ?? 0)).toBeGreaterThan(430);
  });
});

describe('clipSentence', () => {
  it('says what moves and which way', () => {
    expect(clipSentence(clipOf(object({ travelPx: 200 })))).toBe('A person in blue walks from left to right.');
    expect(clipSentence(clipOf(object({ label: 'car', colour: 'red', facing: -1, travelPx: -200 })))).toBe(
      'A red car drives from right to left.',
    );
    expect(clipSentence(clipOf(object({ label: 'dog', colour: 'brown', travelPx: 200 })))).toBe(
      'A brown dog runs from left to right.',
    );
    expect(clipSentence(clipOf(object({})))).toBe('Nothing moves.');
  });
});

describe('detectionsJson', () => {
  it("writes Qwen's spacing and the class only", () => {
    const truth = {
      caption: '',
      objects: [
        { label: 'car', colour: 'red', bbox_2d: [10, 20, 30, 40], moving: false },
        { label: 'dog', colour: 'white', bbox_2d: [50, 60, 70, 80], moving: true },
      ],
    } satisfies Parameters<typeof detectionsJson>[0];
    expect(detectionsJson(truth)).toBe(
      '[{"bbox_2d": [10, 20, 30, 40], "label": "car"}, {"bbox_2d": [50, 60, 70, 80], "label": "dog"}]',
    );
    expect(detectionsJson({ caption: '', objects: [] })).toBe('[]');
  });
});
