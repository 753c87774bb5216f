import { expect, test } from 'vitest';
import { createFakeSmallStore } from '../../../tests/fakes/fakePagePorts.ts';
import { camerasOf, camerasProblem, NO_CAMERA } from './cameraDefaults.ts';
import { FRAME_PIXELS, framePixelsOf, visionTokens } from './framePixels.ts';
import { readSettings } from './settings.ts';
import { answerLanguageProblem, maxTokensOf, maxTokensProblem } from './tokens.ts';
import { workerSettingsOf } from './workerSettings.ts';

const read = (kept: Record<string, string> = {}) =>
  readSettings('http://relay.example/', createFakeSmallStore(kept), [{ id: 'demo', name: '', facts: '', note: '' }]);

test('G64: the most tokens of an answer are a whole number within bounds, or nothing', () => {
  expect(['', ' ', '16', ' 200 ', '2048'].map(maxTokensProblem)).toEqual(Array(5).fill(undefined));
  for (const typed of ['15', '2049', '1.5', '-20', 'many', '1e9'])
    expect(maxTokensProblem(typed)).toMatch(/from 16 to 2048/);
  expect([maxTokensOf(''), maxTokensOf('200')]).toEqual([undefined, 200]);
});

test('G64: a frame’s pixels are one of a few steps, each with the tokens that it may become', () => {
  expect(FRAME_PIXELS.map((step) => visionTokens(Number(step)))).toEqual([64, 128, 256, 512, 1024]);
  expect(visionTokens(262_144, 28)).toBe(334);
  expect([framePixelsOf('65536'), framePixelsOf(''), framePixelsOf('7')]).toEqual([65_536, undefined, undefined]);
});

test('G64: an answer’s language and tokens go with the cameras that have none of their own', () => {
  const yard = { ...NO_CAMERA, serviceId: 'yard', task: 'read', maxTokens: '90' } as const;
  expect(camerasOf([yard], ' German ')).toEqual([
    { serviceId: 'yard', task: 'read', maxTokens: 90 },
    { language: 'German', serviceId: '' },
  ]);
  const all = { ...NO_CAMERA, task: 'describe', language: 'French' } as const;
  expect(camerasOf([all], 'German')).toEqual([{ serviceId: '', task: 'describe', language: 'French' }]);
  expect(camerasProblem([{ ...yard, maxTokens: '3' }])).toMatch(/^The line for “yard”: tokens are/);
  expect(answerLanguageProblem('x'.repeat(41))).toMatch(/40 characters/);
});

test('G64: weights, pixels, tokens and language reach the worker where they were chosen, and only there', () => {
  const chosen = workerSettingsOf(read({ dtype: 'q4', pixels: '131072', tokens: '120', answers: 'German' }));
  expect(chosen).toMatchObject({
    dtype: 'q4',
    framePixels: 131_072,
    maxTokens: 120,
    cameras: [{ serviceId: '', language: 'German' }],
  });
  expect(Object.keys(workerSettingsOf(read()))).toEqual(['relay', 'mode', 'take', 'cameras', 'modelId', 'device']);
  expect(read({ dtype: 'q2', pixels: '7' })).toMatchObject({ dtype: 'auto', framePixels: '' });
});
