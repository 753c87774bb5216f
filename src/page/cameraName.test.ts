import { expect, test } from 'vitest';
import { sampleJob } from '../../tests/fakes/samples.ts';
import { cameraName } from './cameraName.ts';

test('G2: a camera is called by the name that the relay gives it', () => {
  expect(cameraName(sampleJob({ metadata: { camera: 'Front door' } }))).toBe('Front door');
});

test('G2: a camera without a name is called by its service id', () => {
  expect(cameraName(sampleJob({ serviceId: 'yard' }))).toBe('yard');
  expect(cameraName(sampleJob({ serviceId: '5d0f6b3a-2222-4000-8000-000000000001' }))).toBe('camera 5d0f6b3a');
  expect(cameraName(sampleJob({ serviceId: '' }))).toBe('a camera');
});

test('G2: metadata that is no name is passed over, and a long name is cut', () => {
  expect(cameraName(sampleJob({ metadata: { camera: 7, name: ' ' } }))).toBe('front-door');
  expect(cameraName(sampleJob({ metadata: { camera: 'x'.repeat(500) } }))).toHaveLength(60);
});
