import { expect, test } from 'vitest';
import { TASK_NAMES } from '../../vision/ask.ts';
import { camerasOf, camerasProblem, NO_CAMERA, readCameras, TASKS, type TypedCamera } from './cameraDefaults.ts';

const line = (part: Partial<TypedCamera>): TypedCamera => ({ ...NO_CAMERA, ...part });

test('G15: every task can be chosen, and none', () => {
  expect(TASKS).toEqual(['', ...TASK_NAMES]);
});

test('G15: a line becomes what the worker takes; what is left empty is left out', () => {
  const typed = line({ serviceId: ' yard ', task: 'count', labels: 'car, person,, car', language: 'German ' });
  expect(camerasOf([typed, line({ serviceId: 'gate' }), line({ prompt: 'Look for cats.' })])).toEqual([
    { serviceId: 'yard', task: 'count', labels: ['car', 'person'], language: 'German' },
    { serviceId: '', prompt: 'Look for cats.' },
  ]);
});

test('G15: lines that cannot be used are named with their reason', () => {
  const yard = (part: Partial<TypedCamera>) => camerasProblem([line({ serviceId: 'yard', ...part })]);
  expect(yard({ task: 'detect' })).toBeUndefined();
  expect(yard({ task: 'question' })).toBe('The line for “yard”: write the question that is to be answered.');
  expect(yard({ task: 'alert' })).toMatch(/write when there is to be an alert/);
  expect(yard({ prompt: 'x'.repeat(2001) })).toMatch(/2000 characters/);
  expect(yard({ task: 'count', labels: 'x'.repeat(81) })).toMatch(/80 characters/);
  expect(yard({ language: 'x'.repeat(41) })).toMatch(/40 characters/);
  expect(camerasProblem([line({ task: 'alert' })])).toMatch(/^The line for all others: /);
  const twice = [line({ serviceId: 'yard', task: 'read' }), line({ serviceId: 'yard ', task: 'count' })];
  expect(camerasProblem(twice)).toBe('There are two lines for “yard”.');
});

test('G15: a store that holds something else gives no lines, and no unknown tasks', () => {
  expect([readCameras(''), readCameras('{"a":1}'), readCameras('[1, null]')]).toEqual([[], [], []]);
  expect(readCameras('[{"serviceId": "yard", "task": "dance", "prompt": 7}]')).toEqual([line({ serviceId: 'yard' })]);
});
